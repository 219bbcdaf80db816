import type { GroupFacts } from '@/lib/tls/facts';
import { groupFacts } from '@/lib/tls/registry/groups';
import type { Suite } from '@/lib/tls/registry/suites';
import { Reader, WireError } from '@/lib/tls/wire/bytes';

export type ServerKeyExchange = {
  readonly group: GroupFacts;
  /** The server's public value: the same twice is a key used again. */
  readonly publicKey: Buffer;
  /** Signature scheme (TLS 1.2), null before it and for anonymous suites. */
  readonly scheme: number | null;
  /** Prime and generator of DHE. */
  readonly dh: { readonly p: Buffer; readonly g: Buffer } | null;
};

/** Beyond any group in use (ffdhe8192); more is there to cost us work. */
const MAX_PRIME = 16_384 / 8;

export function bitLength(number: Buffer): number {
  const first = number.findIndex((byte) => byte !== 0);
  if (first === -1) return 0;
  return (number.length - first) * 8 - (Math.clz32(number.readUInt8(first)) - 24);
}

/** The same bits in JSON: a group of the server's own has no code point. */
function fieldFacts(p: Buffer): GroupFacts {
  const bits = bitLength(p);
  return { id: null, name: `dh${bits}`, bits };
}

function readDhe(reader: Reader): Omit<ServerKeyExchange, 'scheme'> {
  const p = reader.vector(2);
  const g = reader.vector(2);
  if (p.length > MAX_PRIME || g.length > p.length) throw new WireError('dh_parameters');
  return { group: fieldFacts(p), publicKey: reader.vector(2), dh: { p, g } };
}

/** RFC 8422, section 5.4; explicit curves (types 1 and 2) were forbidden before anybody used them. */
function readEcdhe(reader: Reader): Omit<ServerKeyExchange, 'scheme'> {
  const kind = reader.uint(1);
  if (kind !== 3) throw new WireError('explicit_curve');
  const id = reader.uint(2);
  return { group: groupFacts(id), publicKey: reader.vector(1), dh: null };
}

/** Reads ServerKeyExchange of DHE and ECDHE; null for other key exchanges (export RSA, PSK hints …). */
export function parseServerKeyExchange(body: Buffer, suite: Suite, tls12: boolean): ServerKeyExchange | null {
  if (suite.kx !== 'DHE' && suite.kx !== 'ECDHE') return null;
  const reader = new Reader(body);
  if (suite.auth === 'PSK') reader.vector(2);
  const agreed = suite.kx === 'DHE' ? readDhe(reader) : readEcdhe(reader);
  const signed = suite.auth !== 'anon' && suite.auth !== 'PSK';
  return { ...agreed, scheme: tls12 && signed && reader.left > 0 ? reader.uint(2) : null };
}
