import { createHash, X509Certificate } from 'node:crypto';
import { unsafeDb } from '@/lib/core/db';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function rowOf(der: Buffer, now: Date) {
  const certificate = new X509Certificate(der);
  return {
    fingerprint: sha256(der),
    keyHash: sha256(certificate.publicKey.export({ type: 'spki', format: 'der' })),
    subject: certificate.subject,
    issuer: certificate.issuer,
    isCa: certificate.ca,
    notAfter: certificate.validToDate,
    der: new Uint8Array(der),
    firstSeenAt: now,
    lastSeenAt: now,
  };
}

/** Keeps intermediates that stood on a trusted path: they complete the chains of servers that leave them out. */
export async function learnIntermediates(ders: readonly Buffer[], now: Date): Promise<void> {
  const rows = new Map(ders.map((der) => rowOf(der, now)).map((row) => [row.fingerprint, row]));
  if (rows.size === 0) return;
  const fingerprint = { in: [...rows.keys()] };
  await unsafeDb().tlsCertificate.createMany({ data: [...rows.values()], skipDuplicates: true });
  await unsafeDb().tlsCertificate.updateMany({ where: { fingerprint }, data: { lastSeenAt: now } });
}
