import { CONTEXT, CONTEXT_BUILT, children, type Der, eachDer, expectDer, oidOf, TAG } from '@/lib/tls/certificates/der';

/** Extensions by OID (RFC 5280, 4.2), the value without its OCTET STRING. */
export type Extensions = ReadonlyMap<string, { readonly critical: boolean; readonly value: Buffer }>;

export const EXTENSION = {
  subjectAltName: '2.5.29.17',
  nameConstraints: '2.5.29.30',
  issuingDistributionPoint: '2.5.29.28',
  crlDistributionPoints: '2.5.29.31',
  basicConstraints: '2.5.29.19',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  tlsFeature: '1.3.6.1.5.5.7.1.24',
  certificateScts: '1.3.6.1.4.1.11129.2.4.2',
  stapleScts: '1.3.6.1.4.1.11129.2.4.5',
  deltaCrl: '2.5.29.27',
} as const;

/** @throws DerError */
export function readExtensions(sequence: Der): Extensions {
  const found = new Map<string, { critical: boolean; value: Buffer }>();
  for (const extension of children(expectDer(sequence, TAG.sequence), 100)) {
    const parts = children(expectDer(extension, TAG.sequence), 3);
    const value = expectDer(parts.at(-1), TAG.octetString).value;
    const critical = parts.length === 3 && parts[1]?.tag === TAG.boolean && parts[1].value[0] !== 0;
    found.set(oidOf(parts[0]), { critical, value });
  }
  return found;
}

const ADDRESSES = 20;
const ADDRESS_LENGTH = 1_000;

/** Addresses (http) of a GeneralNames list. */
function addressesIn(names: Iterable<Der>): string[] {
  return [...names]
    .filter(({ tag, value }) => tag === CONTEXT + 6 && value.length <= ADDRESS_LENGTH)
    .map(({ value }) => value.toString('latin1'))
    .filter((address) => /^https?:\/\/[\x21-\x7e]+$/i.test(address) && URL.canParse(address))
    .slice(0, ADDRESSES);
}

const OCSP = '1.3.6.1.5.5.7.48.1';
const CA_ISSUERS = '1.3.6.1.5.5.7.48.2';

/** Addresses of responders and of issuers' certificates (RFC 5280, 4.2.2.1). @throws DerError */
export function readInfoAccess(value: Buffer): { ocsp: string[]; caIssuers: string[] } {
  const [list] = eachDer(value);
  const entries = children(expectDer(list, TAG.sequence)).map((entry) => children(expectDer(entry, TAG.sequence), 2));
  const of = (method: string) =>
    addressesIn(entries.flatMap(([kind, place]) => (place && oidOf(kind) === method ? [place] : [])));
  return { ocsp: of(OCSP), caIssuers: of(CA_ISSUERS) };
}

/** A name of a distribution point: fullName's addresses; those relative to the issuer are left out. */
export function pointAddresses(pointName: Der | undefined): string[] {
  if (pointName?.tag !== CONTEXT_BUILT) return [];
  return children(pointName).flatMap((full) => (full.tag === CONTEXT_BUILT ? addressesIn(children(full)) : []));
}

/** Points that cover all reasons and whose list the certificate's issuer signs (RFC 5280, 4.2.1.13). @throws DerError */
export function readDistributionPoints(value: Buffer): string[] {
  const [list] = eachDer(value);
  return children(expectDer(list, TAG.sequence))
    .map((point) => children(expectDer(point, TAG.sequence)))
    .filter((parts) => parts.every(({ tag }) => tag === CONTEXT_BUILT))
    .flatMap((parts) => parts.flatMap(pointAddresses))
    .slice(0, ADDRESSES);
}

const STATUS_REQUEST = 5;

/** RFC 7633: the certificate asks that a status is stapled. @throws DerError */
export function demandsStaple(value: Buffer): boolean {
  const [list] = eachDer(value);
  return children(expectDer(list, TAG.sequence)).some(
    ({ tag, value: feature }) => tag === TAG.integer && feature.length === 1 && feature[0] === STATUS_REQUEST,
  );
}

/** `pathLenConstraint` of the basic constraints; null without. */
export function pathLimit(extensions: Extensions): number | null {
  const found = extensions.get(EXTENSION.basicConstraints);
  if (!found) return null;
  try {
    const [list] = eachDer(found.value);
    const limit = children(expectDer(list, TAG.sequence), 2).find(({ tag }) => tag === TAG.integer);
    return limit && limit.value.length <= 4 ? limit.value.readUIntBE(0, limit.value.length) : null;
  } catch {
    return null;
  }
}
