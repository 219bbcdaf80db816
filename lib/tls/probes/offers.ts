import { generateKeyPairSync } from 'node:crypto';
import { isIP } from 'node:net';
import { GROUPS } from '@/lib/tls/registry/groups';
import { schemeIds } from '@/lib/tls/registry/schemes';
import { isTls13Suite, SUITES } from '@/lib/tls/registry/suites';
import type { ClientHello } from '@/lib/tls/wire/client-hello';
import {
  type Extension,
  keyShare,
  pointFormats,
  pskModes,
  renegotiationInfo,
  serverName,
  signatureAlgorithms,
  supportedGroups,
  supportedVersions,
} from '@/lib/tls/wire/extensions';
import { type RecordVersion, VERSION_CODES } from '@/lib/tls/wire/versions';

/** RFC 5746, section 3.3: the signalling suite says what the extension says, to servers that know no extensions. */
export const RENEGOTIATION_SCSV = 0x00ff;

export const X25519 = 29;
/** A share that no secret is ever made from: the handshakes end at the ServerHello. */
export const idleShare = generateKeyPairSync('x25519').publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);

const curves = GROUPS.filter(({ kind }) => kind === 'curve').map(({ id }) => id);
const popularFirst = [X25519, 23, 24, 25, 30, ...curves.filter((id) => ![X25519, 23, 24, 25, 30].includes(id))];
/** Groups for TLS 1.2 and older: no finite fields, so that a server shows the DH group of its own (RFC 7919). */
export const CURVES: readonly number[] = popularFirst;
export const ALL_GROUPS: readonly number[] = [
  ...popularFirst,
  ...GROUPS.filter(({ kind }) => kind !== 'curve').map(({ id }) => id),
];
const ALL_SCHEMES = schemeIds();

export type Offer = {
  readonly version: RecordVersion;
  readonly suites: readonly number[];
  readonly sni: string | null;
  readonly groups?: readonly number[];
  readonly schemes?: readonly number[];
  /** TLS 1.3: an empty list of shares makes the server name its group. */
  readonly noShare?: boolean;
  /** More extensions, behind the usual ones. */
  readonly extra?: readonly Extension[];
  readonly compression?: readonly number[];
};

/** The name that SNI may carry: RFC 6066 has no addresses. */
export function sniOf(sni: string | null): readonly Extension[] {
  return sni === null || sni === '' || isIP(sni) !== 0 ? [] : [serverName(sni)];
}

/** The same for Node's own TLS. */
export function sniOption(sni: string | null): { servername?: string } {
  return sniOf(sni).length === 0 || sni === null ? {} : { servername: sni };
}

function extensionsOf(offer: Offer): Extension[] {
  const tls13 = offer.version === 'tls13';
  const found = [
    ...sniOf(offer.sni),
    supportedGroups(offer.groups ?? (tls13 ? ALL_GROUPS : CURVES)),
    pointFormats(),
    signatureAlgorithms(offer.schemes ?? ALL_SCHEMES),
  ];
  if (!tls13) return [...found, renegotiationInfo(), ...(offer.extra ?? [])];
  const shares = offer.noShare === true ? [] : [{ group: X25519, key: idleShare }];
  return [...found, supportedVersions([VERSION_CODES.tls13]), keyShare(shares), pskModes(), ...(offer.extra ?? [])];
}

/** A ClientHello that offers one version alone, so that the answer is about nothing else. */
export function offer(wanted: Offer): ClientHello {
  const { version, suites, compression } = wanted;
  if (version === 'ssl3') return { version: VERSION_CODES.ssl3, suites, compression, extensions: null };
  const legacy = version === 'tls13' ? VERSION_CODES.tls12 : VERSION_CODES[version];
  return {
    version: legacy,
    suites,
    compression,
    extensions: extensionsOf(wanted),
    // RFC 8446, appendix D.4: with a session id, middleboxes take TLS 1.3 for a resumption of TLS 1.2.
    sessionId: version === 'tls13' ? idleShare : undefined,
  };
}

/** The longest list of suites in one hello: some stacks choke on longer ones. */
const LIST = 120;

const common = (cipher: string) => ['AES', 'CHACHA20', '3DES', 'RC4'].includes(cipher);

/**
 * Every code point worth asking for in a version, in lists of at most 120: what servers usually offer comes first, so that
 * one elimination finds nearly all of it in the server's own order.
 */
export function suiteLists(version: RecordVersion): readonly (readonly number[])[] {
  const fitting = SUITES.filter((suite) => isTls13Suite(suite) === (version === 'tls13'));
  const rank = (suite: (typeof fitting)[number]) => {
    const strange = suite.needsSecret || suite.auth === 'anon' || suite.auth === 'DSS' || suite.export;
    return common(suite.cipher) && !strange ? (suite.kx === 'ECDHE' ? 0 : 1) : suite.needsSecret ? 3 : 2;
  };
  const ids = [...fitting].sort((a, b) => rank(a) - rank(b)).map(({ id }) => id);
  const count = Math.ceil(ids.length / LIST);
  return Array.from({ length: count }, (_, index) => ids.slice(index * LIST, (index + 1) * LIST));
}
