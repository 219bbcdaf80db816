import { X509Certificate } from 'node:crypto';

const BLOCK = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{1,20000}?-----END CERTIFICATE-----/g;
/** Authorities of one store. */
export const AUTHORITIES_MAX = 50;

/** The certificates of authorities in a PEM text, as DER, each once; null where one cannot be read or is of no authority. */
export function authoritiesOf(pem: string): Buffer[] | null {
  try {
    const found = (pem.match(BLOCK) ?? []).map((block) => new X509Certificate(block));
    if (found.length > AUTHORITIES_MAX || !found.every(({ ca }) => ca)) return null;
    return [...new Map(found.map((one) => [one.fingerprint256, one.raw])).values()];
  } catch {
    return null;
  }
}

/** What people know a certificate by. */
export function describeCertificate(der: Uint8Array): { readonly subject: string; readonly notAfter: string } {
  const { subject, validToDate } = new X509Certificate(der);
  return { subject: subject.replaceAll('\n', ', '), notAfter: validToDate.toISOString() };
}
