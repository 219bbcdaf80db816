import {
  constants,
  createECDH,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
  publicEncrypt,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import { vector, WireError } from '@/lib/tls/wire/bytes';
import type { ServerKeyExchange } from '@/lib/tls/wire/key-exchange';

/** What both sides know after the key exchange, and the body of the ClientKeyExchange that says it. */
export type PreMaster = { readonly secret: Buffer; readonly message: Buffer };

const X25519_SPKI = Buffer.from('302a300506032b656e032100', 'hex');
const CURVES: Readonly<Record<number, string>> = { 23: 'prime256v1', 24: 'secp384r1', 25: 'secp521r1' };

/** Groups of ECDHE that `ecdhePreMaster` can agree in. */
export const AGREEABLE_GROUPS: readonly number[] = [29, 23, 24, 25];

/** Beyond it a modular exponentiation costs us more than it costs the server. */
const MAX_DH_BITS = 4096;

/** The RSA key of a certificate. Throws WireError where it cannot be read or is of another kind. */
export function rsaKeyOf(certificate: Buffer): KeyObject {
  let key: KeyObject;
  try {
    key = new X509Certificate(certificate).publicKey;
  } catch {
    throw new WireError('unreadable_certificate');
  }
  if (key.asymmetricKeyType !== 'rsa') throw new WireError('no_rsa_key');
  return key;
}

/** Header, padding and separator of PKCS #1 v1.5 at their least, and the 48 bytes of a secret. */
const LEAST_MODULUS = 11 + 48;

/** Bytes of an RSA modulus. Throws WireError where a secret does not fit in. */
export function modulusLength(key: KeyObject): number {
  const length = Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
  if (length < LEAST_MODULUS) throw new WireError('rsa_key_too_short');
  return length;
}

/** Bytes that are never zero, as PKCS #1 v1.5 pads with. */
export function nonZeroBytes(length: number): Buffer {
  return Buffer.from(randomBytes(length).map((byte) => byte || 1));
}

/**
 * ClientKeyExchange with a block that is encrypted as it is, right or wrong (RFC 8017, section 7.2.1, without its padding).
 * Throws WireError where the key cannot encrypt: it is the server's, and may be anything.
 */
export function rsaKeyExchange(key: KeyObject, block: Buffer): Buffer {
  let encrypted: Buffer;
  try {
    encrypted = publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, block);
  } catch {
    throw new WireError('rsa_key_unusable');
  }
  return vector(2, encrypted);
}

/** RSA key exchange (RFC 5246, section 7.4.7.1): the secret begins with the version of the ClientHello. */
export function rsaPreMaster(key: KeyObject, version: number): PreMaster {
  const secret = randomBytes(48);
  secret.writeUInt16BE(version, 0);
  const padding = nonZeroBytes(modulusLength(key) - 51);
  const block = Buffer.concat([Buffer.of(0, 2), padding, Buffer.of(0), secret]);
  return { secret, message: rsaKeyExchange(key, block) };
}

function x25519(theirs: Buffer): PreMaster {
  const ours = generateKeyPairSync('x25519');
  const publicKey = createPublicKey({ key: Buffer.concat([X25519_SPKI, theirs]), format: 'der', type: 'spki' });
  const message = vector(1, ours.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32));
  return { secret: diffieHellman({ privateKey: ours.privateKey, publicKey }), message };
}

/** RFC 8422, section 5.10. Throws WireError for a group that we lack, or a point that is not on it. */
export function ecdhePreMaster({ group, publicKey }: ServerKeyExchange): PreMaster {
  try {
    if (group.id === 29) return x25519(publicKey);
    const curve = createECDH(CURVES[group.id ?? 0] ?? '');
    const message = vector(1, curve.generateKeys());
    return { secret: curve.computeSecret(publicKey), message };
  } catch {
    throw new WireError('key_agreement');
  }
}

const number = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex') || '0'}`);

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let factor = base % modulus, left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * factor) % modulus;
    factor = (factor * factor) % modulus;
  }
  return result;
}

function bytesOf(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

/**
 * DHE (RFC 5246, section 8.1.2: leading zeros of the secret are dropped). Node's own Diffie-Hellman tests the prime first,
 * which a hostile prime makes expensive; nothing secret hangs on these connections.
 */
export function dhePreMaster({ dh, publicKey }: ServerKeyExchange): PreMaster {
  if (dh === null || dh.p.length * 8 > MAX_DH_BITS || publicKey.length > dh.p.length)
    throw new WireError('key_agreement');
  const modulus = number(dh.p);
  if (modulus < 3n) throw new WireError('key_agreement');
  const mine = number(randomBytes(32));
  const secret = bytesOf(power(number(publicKey), mine, modulus));
  return { secret, message: vector(2, bytesOf(power(number(dh.g), mine, modulus))) };
}
