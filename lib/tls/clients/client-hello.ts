import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Client } from '@/lib/tls/clients/client';
import { agreement } from '@/lib/tls/wire/agreement';
import type { ClientHello } from '@/lib/tls/wire/client-hello';
import {
  alpn,
  EXTENSION,
  type Extension,
  extension,
  type KeyShare,
  keyShare,
  pointFormats,
  pskModes,
  renegotiationInfo,
  serverName,
  signatureAlgorithms,
  statusRequest,
  supportedGroups,
  supportedVersions,
} from '@/lib/tls/wire/extensions';

const X25519_MLKEM768 = 0x11ec;
/** Length of an encapsulation key of ML-KEM-768 (FIPS 203). */
const ENCAPSULATION_KEY = 1184;

/** A key for a group, once in a process: no secret is ever made from it. Null where this Node cannot make one. */
function newKey(group: number): Buffer | null {
  if (group !== X25519_MLKEM768) return agreement(group)?.publicKey ?? null;
  const classical = agreement(29);
  try {
    const { publicKey } = generateKeyPairSync('ml-kem-768');
    const encapsulation = publicKey.export({ type: 'spki', format: 'der' }).subarray(-ENCAPSULATION_KEY);
    return classical === null ? null : Buffer.concat([encapsulation, classical.publicKey]);
  } catch {
    // Node before 24.7: the group stays on offer, and a server that wants it asks for the key.
    return null;
  }
}

const keys = new Map<number, Buffer | null>();

function shareOf(group: number): KeyShare[] {
  const key = keys.get(group) ?? newKey(group);
  keys.set(group, key);
  return key === null ? [] : [{ group, key }];
}

/** Extensions that need no more than their name. */
function bare(type: number): Extension {
  if (type === EXTENSION.statusRequest) return statusRequest();
  return type === EXTENSION.renegotiationInfo ? renegotiationInfo() : extension(type);
}

function extensionsOf(client: Client, host: string | null): Extension[] {
  const found: Extension[] = [];
  if (client.sni && host !== null) found.push(serverName(host));
  if (client.groups.length > 0) found.push(supportedGroups(client.groups), pointFormats([0]));
  if (client.schemes.length > 0) found.push(signatureAlgorithms(client.schemes));
  if (client.alpn.length > 0) found.push(alpn(client.alpn));
  found.push(...client.also.map(bare));
  if (client.versions.length > 0) {
    found.push(supportedVersions(client.versions), keyShare(client.shares.flatMap(shareOf)), pskModes());
  }
  return found;
}

/** The hello that a client sends to a host; null for one without a name (an address). */
export function helloOf(client: Client, host: string | null): ClientHello {
  const extensions = extensionsOf(client, host);
  return {
    version: client.hello,
    sessionId: client.versions.length > 0 ? randomBytes(32) : undefined,
    suites: client.suites,
    extensions: extensions.length === 0 ? null : extensions,
  };
}
