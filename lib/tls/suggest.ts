import type { StartTls } from '@/lib/tls/facts';
import { canonicalHost } from '@/lib/tls/place';

/** A host and port that findings name. `url`: of a web finding. */
export type KnownPlace = { readonly host: string | null; readonly port: number | null; readonly url: string | null };

/** A service that could be watched. */
export type Suggested = { readonly host: string; readonly port: number; readonly starttls: StartTls | '' };

/** Ports on which TLS is usual (IANA), and the STARTTLS kind where it is not spoken from the first byte. */
const PORTS: ReadonlyMap<number, StartTls | ''> = new Map([
  ...[443, 465, 563, 636, 853, 989, 990, 992, 993, 995, 5061, 6443, 8443, 9443].map((port) => [port, ''] as const),
  [21, 'ftp'],
  [25, 'smtp'],
  [110, 'pop3'],
  [143, 'imap'],
  [389, 'ldap'],
  [587, 'smtp'],
  [5222, 'xmpp'],
  [5432, 'postgres'],
]);

function placeIn({ host, port, url }: KnownPlace): Suggested | null {
  const address = url === null ? null : URL.parse(url);
  if (address?.protocol === 'https:') {
    const name = canonicalHost(address.hostname);
    return name === null ? null : { host: name, port: Number(address.port || 443), starttls: '' };
  }
  const starttls = port === null ? undefined : PORTS.get(port);
  const name = host === null ? null : canonicalHost(host);
  return name === null || port === null || starttls === undefined ? null : { host: name, port, starttls };
}

/** As many as one call may add; once those are watched, the next are proposed. */
export const SUGGESTED_MAX = 500;

/** Services that findings name, each once, by name; what is watched already (`host:port`) is left out. */
export function suggestPlaces(known: readonly KnownPlace[], watched: ReadonlySet<string>): Suggested[] {
  const found = new Map<string, Suggested>();
  for (const one of known) {
    const place = placeIn(one);
    if (place && !watched.has(`${place.host}:${place.port}`)) found.set(`${place.host}:${place.port}`, place);
  }
  const sorted = [...found.values()].sort((a, b) => a.host.localeCompare(b.host) || a.port - b.port);
  return sorted.slice(0, SUGGESTED_MAX);
}
