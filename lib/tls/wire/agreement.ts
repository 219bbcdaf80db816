import crypto, { createECDH, createPublicKey, diffieHellman, generateKeyPairSync, getCurves } from 'node:crypto';
import { WireError } from '@/lib/tls/wire/bytes';
import { FIELD_GROUPS, fieldAgreement } from '@/lib/tls/wire/finite-fields';

/** One side of an ephemeral key agreement: the public key as it goes on the wire, and the secret with a peer's. */
export type Agreement = { readonly group: number; readonly publicKey: Buffer; shared(peer: Buffer): Buffer };

/** By the names of OpenSSL, as far as it was built with them; RFC 8734 gave Brainpool's curves points of their own. */
const CURVES: ReadonlyMap<number, string> = new Map([
  [23, 'prime256v1'],
  [24, 'secp384r1'],
  [25, 'secp521r1'],
  [31, 'brainpoolP256r1'],
  [32, 'brainpoolP384r1'],
  [33, 'brainpoolP512r1'],
]);
const WEIERSTRASS = new Map([...CURVES].filter(([, name]) => getCurves().includes(name)));
const EDWARDS: ReadonlyMap<
  number,
  { readonly name: 'x25519' | 'x448'; readonly spki: Buffer; readonly length: number }
> = new Map([
  [29, { name: 'x25519', spki: Buffer.from('302a300506032b656e032100', 'hex'), length: 32 }],
  [30, { name: 'x448', spki: Buffer.from('3042300506032b656f033900', 'hex'), length: 56 }],
]);

const X25519 = 29;
export const X25519_MLKEM768 = 0x11ec;
/** Lengths of an encapsulation key and of a ciphertext of ML-KEM-768 (FIPS 203). */
const MLKEM = { key: 1184, ciphertext: 1088 } as const;

/** Groups that a handshake of ours can be finished in; the hybrid where this Node has ML-KEM (24.7). */
export const AGREEABLE_GROUPS: readonly number[] = [
  ...EDWARDS.keys(),
  ...WEIERSTRASS.keys(),
  ...FIELD_GROUPS,
  ...(agreement(X25519_MLKEM768) === null ? [] : [X25519_MLKEM768]),
];

/** A key pair for a group; null for groups that Node's OpenSSL does not do or nobody needs. */
export function agreement(group: number): Agreement | null {
  if (group === X25519_MLKEM768) return hybrid();
  const curve = WEIERSTRASS.get(group);
  if (curve !== undefined) {
    const ecdh = createECDH(curve);
    return { group, publicKey: ecdh.generateKeys(), shared: (peer) => guarded(() => ecdh.computeSecret(peer)) };
  }
  const edwards = EDWARDS.get(group);
  if (edwards === undefined) return field(group);
  const { name, spki, length } = edwards;
  const pair = name === 'x25519' ? generateKeyPairSync('x25519') : generateKeyPairSync('x448');
  const shared = (peer: Buffer) => {
    if (peer.length !== length) throw new WireError('public_key');
    const key = createPublicKey({ key: Buffer.concat([spki, peer]), format: 'der', type: 'spki' });
    return guarded(() => diffieHellman({ privateKey: pair.privateKey, publicKey: key }));
  };
  return { group, publicKey: pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-length), shared };
}

function field(group: number): Agreement | null {
  const mine = fieldAgreement(group);
  return mine && { ...mine, shared: (peer) => guarded(() => mine.shared(peer)) };
}

/** draft-ietf-tls-ecdhe-mlkem: both keys and both secrets one after the other, those of ML-KEM first. */
function hybrid(): Agreement | null {
  const classical = agreement(X25519);
  const pair = mlkemPair();
  if (classical === null || pair === null) return null;
  const encapsulation = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-MLKEM.key);
  return {
    group: X25519_MLKEM768,
    publicKey: Buffer.concat([encapsulation, classical.publicKey]),
    shared: (peer) => {
      const secret = guarded(() => crypto.decapsulate(pair.privateKey, peer.subarray(0, MLKEM.ciphertext)));
      return Buffer.concat([secret, classical.shared(peer.subarray(MLKEM.ciphertext))]);
    },
  };
}

function mlkemPair() {
  try {
    return generateKeyPairSync('ml-kem-768');
  } catch {
    return null;
  }
}

/** A point that is none is the server's fault, not ours. */
function guarded(derive: () => Buffer): Buffer {
  try {
    return derive();
  } catch {
    throw new WireError('public_key');
  }
}
