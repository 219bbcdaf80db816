import { constants, createVerify, type KeyObject, verify } from 'node:crypto';
import { CONTEXT_BUILT, children, type Der, expectDer, oidOf, TAG } from '@/lib/tls/certificates/der';
import ALGORITHMS from '@/lib/tls/certificates/signature-algorithms.json';

const KNOWN: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(ALGORITHMS));
const PSS = '1.2.840.113549.1.1.10';
const HASHES: ReadonlyMap<string, string> = new Map([
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.4', 'sha224'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

/** Hash and kind of key of a signature; an algorithm that nobody knows is named by its OID. */
export type SignatureAlgorithm = { readonly hash: string; readonly kind: string };

/** Of an AlgorithmIdentifier (RFC 5280, 4.1.1.2); RSASSA-PSS names its hash in its parameters (RFC 4055). @throws DerError */
export function signatureAlgorithm(identifier: Der): SignatureAlgorithm {
  const [name, parameters] = children(expectDer(identifier, TAG.sequence));
  const oid = oidOf(name);
  if (oid === PSS) return { hash: pssHash(parameters), kind: 'rsa-pss' };
  const [hash = oid, kind = 'other'] = KNOWN.get(oid) ?? [];
  return { hash, kind };
}

function pssHash(parameters: Der | undefined): string {
  const named = parameters && children(parameters).find(({ tag }) => tag === CONTEXT_BUILT);
  if (!named) return 'sha1';
  const [identifier] = children(named);
  const oid = oidOf(children(expectDer(identifier, TAG.sequence))[0]);
  return HASHES.get(oid) ?? oid;
}

/** The signature over `data` holds with this key. False too for algorithms that this Node cannot compute. */
export function holds(algorithm: SignatureAlgorithm, key: KeyObject, data: Buffer, signature: Buffer): boolean {
  try {
    if (/^(?:ed|ml-)/.test(algorithm.kind)) return verify(null, data, key, signature);
    const padding = algorithm.kind === 'rsa-pss' ? constants.RSA_PKCS1_PSS_PADDING : undefined;
    return createVerify(algorithm.hash).update(data).verify({ key, padding }, signature);
  } catch {
    return false;
  }
}
