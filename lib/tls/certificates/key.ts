import type { KeyObject, X509Certificate } from 'node:crypto';
import { bitsOf, children, type Der, oidOf, readDer } from '@/lib/tls/certificates/der';
import type { CertificateFacts } from '@/lib/tls/facts';

type KeyFacts = CertificateFacts['key'];

const RSA = new Set(['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.10']);
const EC = '1.2.840.10045.2.1';
/** Curves by OID, by IANA's names of the same groups (RFC 8422), with the bits of their field. */
const CURVES: ReadonlyMap<string, readonly [string, number]> = new Map([
  ['1.2.840.10045.3.1.1', ['secp192r1', 192]],
  ['1.3.132.0.33', ['secp224r1', 224]],
  ['1.2.840.10045.3.1.7', ['secp256r1', 256]],
  ['1.3.132.0.34', ['secp384r1', 384]],
  ['1.3.132.0.35', ['secp521r1', 521]],
  ['1.3.132.0.10', ['secp256k1', 256]],
  ['1.3.36.3.3.2.8.1.1.7', ['brainpoolP256r1', 256]],
  ['1.3.36.3.3.2.8.1.1.11', ['brainpoolP384r1', 384]],
  ['1.3.36.3.3.2.8.1.1.13', ['brainpoolP512r1', 512]],
]);

/**
 * Kind and size of a public key, read from its own bytes: OpenSSL refuses to load some of the keys that matter most (RSA of
 * 512 bits, exponent 1). `bits` 0 where the size could not be told. @throws DerError
 */
export function readKey(spki: Der, x509: X509Certificate): KeyFacts {
  const [identifier, bits] = children(spki, 2);
  const [name, parameters] = identifier ? children(identifier) : [];
  const oid = oidOf(name);
  const unknown: KeyFacts = { kind: 'other', bits: 0, curve: null, exponent: null, debianWeak: null };
  if (RSA.has(oid)) return { ...unknown, kind: 'rsa', ...readRsa(bitsOf(bits)) };
  if (oid === EC) {
    const [curve, size] = CURVES.get(parameters?.tag === 0x06 ? oidOf(parameters) : '') ?? [null, ecBits(bitsOf(bits))];
    return { ...unknown, kind: 'ec', bits: size, curve };
  }
  return { ...unknown, ...otherKey(x509) };
}

function readRsa(key: Buffer): { bits: number; exponent: string | null } {
  const [modulus, exponent] = children(readDer(key), 2);
  const number = (element: Der | undefined) => BigInt(`0x${element?.value.toString('hex') || '0'}`);
  const long = (exponent?.value.length ?? 0) > 64;
  return { bits: number(modulus).toString(2).length, exponent: long ? null : number(exponent).toString() };
}

/** A curve by parameters or of a name that we do not know: an uncompressed point is 4, x, y. */
function ecBits(point: Buffer): number {
  return point[0] === 4 ? ((point.length - 1) / 2) * 8 : (point.length - 1) * 8;
}

function otherKey(x509: X509Certificate): Partial<KeyFacts> {
  const publicKey = publicKeyOf(x509);
  if (!publicKey) return {};
  const kind = publicKey.asymmetricKeyType;
  if (kind === 'ed25519' || kind === 'ed448') return { kind, bits: kind === 'ed25519' ? 256 : 448 };
  if (kind === 'dsa') return { kind, bits: publicKey.asymmetricKeyDetails?.modulusLength ?? 0 };
  return {};
}

/** Null for a key that OpenSSL does not load: an unknown algorithm, or one too weak for it. */
export function publicKeyOf(x509: X509Certificate): KeyObject | null {
  try {
    return x509.publicKey;
  } catch {
    return null;
  }
}
