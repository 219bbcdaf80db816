import { type Certificate, readCertificate } from '@/lib/tls/certificates/certificate';
import { CONTEXT_BUILT, children, readDer } from '@/lib/tls/certificates/der';

/** Issuers of issuers: chains in use are shorter. */
const LEVELS = 4;

/**
 * Of the intermediates that are known from elsewhere (browsers ship thousands) those that the chain may need: found by their
 * subject before they are parsed, which would take longer than the scan.
 */
export function issuersAmong(ders: readonly Buffer[], sent: readonly Certificate[]): Certificate[] {
  const found: Certificate[] = [];
  const left = new Set(ders);
  let names = distinct(sent);
  for (let level = 0; level < LEVELS && names.length > 0; level += 1) {
    const fresh: Certificate[] = [];
    for (const der of left) {
      if (!names.some((name) => der.includes(name) && isSubject(der, name))) continue;
      left.delete(der);
      const certificate = readCertificate(der);
      if (certificate) fresh.push(certificate);
    }
    found.push(...fresh);
    names = distinct(fresh);
  }
  return found;
}

function distinct(certificates: readonly Certificate[]): Buffer[] {
  return [...new Map(certificates.map(({ issuerName }) => [issuerName.toString('latin1'), issuerName])).values()];
}

/** The name stands where the subject does: siblings carry it as their issuer. */
function isSubject(der: Buffer, name: Buffer): boolean {
  try {
    const [tbs] = children(readDer(der), 3);
    const fields = tbs ? children(tbs, 12) : [];
    const subject = fields[fields[0]?.tag === CONTEXT_BUILT ? 5 : 4];
    return subject?.whole.equals(name) === true;
  } catch {
    return false;
  }
}
