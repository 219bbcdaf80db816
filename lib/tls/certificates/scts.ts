import { eachDer, expectDer, TAG } from '@/lib/tls/certificates/der';
import type { ChainFacts } from '@/lib/tls/facts';

type Sct = ChainFacts['scts'][number];

const SCTS = 32;
/** The end of the year 9999: later moments are not written in ISO 8601's four digits. */
const LATEST = 253_402_300_799_999;

/**
 * A SignedCertificateTimestampList (RFC 6962, 3.3), as TLS carries it. Entries of other versions, or cut short, are left out:
 * they are counted and named, not verified.
 */
export function readScts(list: Buffer, by: Sct['by']): Sct[] {
  const found: Sct[] = [];
  if (list.length < 2) return found;
  const end = Math.min(list.length, 2 + list.readUInt16BE(0));
  for (let at = 2; at + 2 <= end && found.length < SCTS; ) {
    const length = list.readUInt16BE(at);
    const entry = list.subarray(at + 2, Math.min(end, at + 2 + length));
    at += 2 + length;
    // Version 1 (0), log id of 32 bytes, milliseconds of 8.
    if (entry.length < 41 || entry[0] !== 0) continue;
    const milliseconds = Number(entry.readBigUInt64BE(33));
    if (milliseconds > LATEST) continue;
    found.push({ by, logId: entry.subarray(1, 33).toString('hex'), at: new Date(milliseconds).toISOString() });
  }
  return found;
}

/** The same list as an extension of a certificate or of an OCSP answer carries it: in one more OCTET STRING. */
export function readWrappedScts(extension: Buffer | undefined, by: Sct['by']): Sct[] {
  if (!extension) return [];
  try {
    const [inner] = eachDer(extension);
    return readScts(expectDer(inner, TAG.octetString).value, by);
  } catch {
    return [];
  }
}
