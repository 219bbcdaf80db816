import { X509Certificate } from 'node:crypto';
import { type Certificate, readCertificate } from '@/lib/tls/certificates/certificate';
import type { Effort, Path } from '@/lib/tls/certificates/paths';
import type { FetchBytes } from '@/lib/tls/certificates/types';

const LEVELS = 3;
const LONGEST = 64 * 1024;

/** Missing issuers from the addresses that the certificates name, each proven by the signature on the one below it. */
export async function fetchIssuers(path: Path, effort: Effort, fetch: FetchBytes): Promise<Certificate[]> {
  const found: Certificate[] = [];
  for (let last = path.at(-1); last && found.length < LEVELS; ) {
    const url = last.facts.caIssuers.find((address) => address.startsWith('http:'));
    const issuer = url ? await fetchCertificate(url, fetch) : null;
    if (!issuer || !effort.signed(last, issuer)) break;
    found.push(issuer);
    last = issuer;
  }
  return found;
}

/** DER, as RFC 5280 asks, or PEM, as some serve it; null for anything else. */
async function fetchCertificate(url: string, fetch: FetchBytes): Promise<Certificate | null> {
  try {
    const bytes = await fetch({ url, post: null, limit: LONGEST });
    const armoured = bytes.subarray(0, 100).includes('-----BEGIN CERTIFICATE');
    return readCertificate(armoured ? new X509Certificate(bytes).raw : bytes);
  } catch {
    return null;
  }
}
