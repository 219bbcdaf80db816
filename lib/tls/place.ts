import { parseAddress } from '@/lib/core/addresses/address';
import type { StartTls } from '@/lib/tls/facts';

/** Where a TLS service is. Empty texts: the host as SNI, whatever the name resolves to, TLS from the first byte. */
export type Place = {
  readonly host: string;
  readonly port: number;
  readonly sni: string;
  readonly address: string;
  readonly starttls: StartTls | '';
};

/** Ports that services with STARTTLS usually have: what the form proposes. */
export const STARTTLS_PORTS: Readonly<Record<StartTls, number>> = {
  smtp: 25,
  imap: 143,
  pop3: 110,
  ftp: 21,
  ldap: 389,
  postgres: 5432,
  xmpp: 5222,
};

const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

/**
 * A host as people type it, as the machine writes it: lower case, IDNA in ASCII, addresses in their usual notation.
 * Null where it can be none: a path, a space, a name that is too long.
 */
export function canonicalHost(text: string): string | null {
  const bare = text.trim().replace(/^\[(.*)\]$/, '$1');
  if (bare === '' || /[\s/\\?#@%[\]]/.test(bare)) return null;
  const shown = bare.includes(':') ? `[${bare}]` : bare.replace(/\.$/, '');
  // URLs know IDNA, and every way to write an IPv4 address ("0x7f.1"): what comes out is what a socket would take.
  const host = URL.parse(`https://${shown}/`)?.hostname ?? '';
  if (host.startsWith('[')) return host.slice(1, -1);
  return host !== '' && host.length <= 253 && host.split('.').every((label) => LABEL.test(label)) ? host : null;
}

/** A host that may be sent as SNI, as the machine writes it; null for all others: RFC 6066, 3 has no addresses there. */
export function canonicalName(text: string): string | null {
  const host = canonicalHost(text);
  return host === null || parseAddress(host) !== null ? null : host;
}

/** What tells endpoints of one host and port apart, for people: "smtp", "as shop.example", "at 192.0.2.7". */
export function placeMarks({ sni, address, starttls }: Place): string[] {
  return [starttls, sni && `as ${sni}`, address && `at ${address}`].filter((mark) => mark !== '');
}

/** An endpoint for people to read, and the target of the source of its findings: "mail.example:25 (smtp)". */
export function placeName(place: Place): string {
  const { host, port } = place;
  const marks = placeMarks(place);
  const shown = host.includes(':') ? `[${host}]` : host;
  return `${shown}:${port}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`;
}
