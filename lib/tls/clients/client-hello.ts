import { randomBytes } from 'node:crypto';
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

/** Keys for the groups, once in a process: no secret is ever made from them. */
const keys = new Map<number, Buffer | null>();

function shareOf(group: number): KeyShare[] {
  // Without a key (Node before 24.7 has no ML-KEM) the group stays on offer: a server that wants it asks again.
  const key = keys.get(group) ?? agreement(group)?.publicKey ?? null;
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
