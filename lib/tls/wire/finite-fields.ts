import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject, randomBytes } from 'node:crypto';
import { bitsOf, children, expectDer, readDer, TAG, writeDer } from '@/lib/tls/certificates/der';
import { WireError } from '@/lib/tls/wire/bytes';

type Field = { readonly bits: number; readonly x: bigint };

/** RFC 7919, appendix A: each prime is made of the digits of e, and of the least X for which it is a safe one. */
const FIELDS: ReadonlyMap<number, Field> = new Map([
  [0x0100, { bits: 2048, x: 560_316n }],
  [0x0101, { bits: 3072, x: 2_625_351n }],
  [0x0102, { bits: 4096, x: 5_736_041n }],
  [0x0103, { bits: 6144, x: 15_705_020n }],
  [0x0104, { bits: 8192, x: 10_965_728n }],
]);

export const FIELD_GROUPS: readonly number[] = [...FIELDS.keys()];

/** Bits behind the point that errors of the sum stay in. */
const GUARD = 64n;

/** The digits of e before `bits` places behind the point: the sum of 1/k!. */
function digitsOfE(bits: bigint): bigint {
  let sum = 0n;
  for (let term = 1n << (bits + GUARD), k = 1n; term > 0n; term /= k++) sum += term;
  return sum >> GUARD;
}

/** p = 2^b - 2^(b-64) + ([2^(b-130) e] + X) * 2^64 - 1 */
function primeOf({ bits, x }: Field): Buffer {
  const b = BigInt(bits);
  const prime = (1n << b) - (1n << (b - 64n)) + ((digitsOfE(b - 130n) + x) << 64n) - 1n;
  return Buffer.from(prime.toString(16), 'hex');
}

/** A number as long as the prime (RFC 8446, section 4.2.8.1), without the sign's zero that DER puts in front. */
function padded(number: Buffer, length: number): Buffer {
  return Buffer.concat([Buffer.alloc(length), number]).subarray(-length);
}

/** As short as DER wants it, and not negative. */
function integer(bytes: Buffer): Buffer {
  const from = bytes.findIndex((byte) => byte !== 0);
  const short = bytes.subarray(from === -1 ? bytes.length - 1 : from);
  return writeDer(TAG.integer, (short[0] ?? 0) >= 0x80 ? Buffer.of(0) : Buffer.alloc(0), short);
}

const ZERO = integer(Buffer.of(0));
const GENERATOR = integer(Buffer.of(2));
/** PKCS #3: dhKeyAgreement. */
const DIFFIE_HELLMAN = Buffer.from('06092a864886f70d010301', 'hex');

const algorithms = new Map<number, Buffer>();

/** The AlgorithmIdentifier of a group: its prime and generator. */
function algorithmOf(field: Field): Buffer {
  const known = algorithms.get(field.bits);
  if (known !== undefined) return known;
  const algorithm = writeDer(TAG.sequence, DIFFIE_HELLMAN, writeDer(TAG.sequence, integer(primeOf(field)), GENERATOR));
  algorithms.set(field.bits, algorithm);
  return algorithm;
}

function publicKeyFrom(algorithm: Buffer, value: Buffer): KeyObject {
  const bits = writeDer(TAG.bitString, Buffer.of(0), integer(value));
  return createPublicKey({ key: writeDer(TAG.sequence, algorithm, bits), type: 'spki', format: 'der' });
}

const EXPONENT_BYTES = 64;

/** One side of a Diffie-Hellman agreement in a group of RFC 7919; null for other groups. */
export function fieldAgreement(group: number) {
  const field = FIELDS.get(group);
  if (field === undefined) return null;
  const algorithm = algorithmOf(field);
  const length = field.bits / 8;
  // As a key that is imported: `createDiffieHellman` would test the prime for up to a minute.
  const exponent = writeDer(TAG.octetString, integer(randomBytes(EXPONENT_BYTES)));
  const pkcs8 = writeDer(TAG.sequence, ZERO, algorithm, exponent);
  const privateKey = createPrivateKey({ key: pkcs8, type: 'pkcs8', format: 'der' });
  const [, key] = children(readDer(createPublicKey(privateKey).export({ type: 'spki', format: 'der' })));
  return {
    group,
    publicKey: padded(expectDer(readDer(bitsOf(key)), TAG.integer).value, length),
    /** As long as the prime (RFC 8446, section 7.4.1). OpenSSL refuses values that give the secret away. */
    shared: (peer: Buffer): Buffer => {
      if (peer.length !== length) throw new WireError('public_key');
      return padded(diffieHellman({ privateKey, publicKey: publicKeyFrom(algorithm, peer) }), length);
    },
  };
}
