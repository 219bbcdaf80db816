import { isIP } from 'node:net';
import type { Certificate } from '@/lib/tls/certificates/certificate';
import { CONTEXT, eachDer, expectDer, TAG } from '@/lib/tls/certificates/der';

const NAMES = 500;

/** DNS names and addresses of a SubjectAltName (RFC 5280, 4.2.1.6). @throws DerError */
export function readAlternativeNames(value: Buffer): string[] {
  const names: string[] = [];
  const [list] = eachDer(value);
  for (const { tag, value: name } of eachDer(expectDer(list, TAG.sequence).value)) {
    if (names.length === NAMES) break;
    if (tag === CONTEXT + 2) names.push(printable(name));
    else if (tag === CONTEXT + 7 && (name.length === 4 || name.length === 16)) names.push(addressOf(name));
  }
  return names;
}

/** Names are letters, digits, dots and stars; whatever else a server writes must not reach a database or a page. */
function printable(name: Buffer): string {
  return name
    .toString('latin1')
    .slice(0, 255)
    .replace(/[^\x21-\x7e]/g, '\uFFFD');
}

function addressOf(bytes: Buffer): string {
  if (bytes.length === 4) return [...bytes].join('.');
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16));
  return groups.join(':');
}

/** The certificate is for this host by its SubjectAltName; a common name alone does not count (RFC 9525, 6.3). */
export function nameMatches({ x509 }: Certificate, host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  if (bare === '') return false;
  if (isIP(bare) !== 0) return x509.checkIP(bare) !== undefined;
  return x509.checkHost(bare, { subject: 'never', partialWildcards: false }) !== undefined;
}
