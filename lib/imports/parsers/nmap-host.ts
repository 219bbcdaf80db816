import { aliasOf } from '@/lib/imports/parsers/host-alias';
import { attribute, child, children } from '@/lib/imports/parsers/read-xml';
import type { XmlElement } from '@/lib/imports/parsers/types';

/** `host` identifies; `others` are the further names and addresses, `alias` is the address of a host that was asked for by name. */
export type HostNames = {
  readonly host: string;
  readonly others: readonly string[];
  readonly alias: string | undefined;
};

/**
 * A host is the name by which somebody asked Nmap to scan it, else its IP address: the addresses behind a name change, and
 * so do the names that reverse lookups give to an address.
 */
export function hostOf(addresses: readonly XmlElement[], hostnames: readonly XmlElement[]): HostNames {
  const asked = hostnames.find((name) => attribute(name, 'type') === 'user');
  const ip = addresses.find((address) => attribute(address, 'addrtype') !== 'mac') ?? addresses[0];
  const all = [
    ...addresses.map((address) => attribute(address, 'addr')),
    ...hostnames.map((name) => attribute(name, 'name')),
  ];
  const host = (attribute(asked, 'name') || attribute(ip, 'addr')).toLowerCase().replace(/\.$/, '');
  const others = new Set(all.map((name) => name.toLowerCase()).filter((name) => name !== '' && name !== host));
  const alias = asked
    ? aliasOf(
        host,
        addresses.map((address) => attribute(address, 'addr')),
      )
    : undefined;
  return { host, others: [...others].slice(0, 20), alias };
}

/** Masscan names no status: it reports only hosts that answered. */
export function isUp(host: XmlElement | undefined): boolean {
  return children(host, 'status').every((status) => attribute(status, 'state') !== 'down');
}

/** Ports of which nothing came back. */
const SILENT = new Set(['filtered', 'open|filtered', '']);

/** Whether this record shows that its host is there: with `-Pn` Nmap takes each host for up, and only ports can tell. */
export function hasAnswered(host: XmlElement | undefined, record: XmlElement): boolean {
  if (!isUp(host)) return false;
  if (children(host, 'status').every((status) => attribute(status, 'reason') !== 'user-set')) return true;
  return !SILENT.has(attribute(record.name === 'extraports' ? record : child(record, 'state'), 'state'));
}

/** Options that say what was looked at: a scan of fewer ports or without a script must not close what another found. */
const SCOPE = /^(?:-p|-F$|-A$|-iL$|-s[A-Z]*[UYZOVC][A-Z]*$|--top-ports|--port-ratio|--exclude|--script(?:=|$))/;
/** Options whose value is the next word. */
const VALUED = /^(?:-p|-o[XNGSA]|-i[LR]|-[eSDgMb]|-sI|--(?:min|max|initial)-[a-z-]+)$/;
const VALUED_WORDS = new Set(
  `script script-args script-args-file top-ports port-ratio exclude excludefile exclude-ports host-timeout scan-delay
  source-port data data-string data-length ttl mtu spoof-mac proxies proxy dns-servers stylesheet datadir servicedb
  versiondb version-intensity stats-every ip-options scanflags`
    .split(/\s+/)
    .map((word) => `--${word}`),
);

/** Targets and scope of a command line: "nmap -sV -oX out.xml -p 22 10.0.0.0/24" → "10.0.0.0/24 -p 22 -sV". */
export function nmapTarget(args: string): string {
  const words = args.trim().slice(0, 10_000).split(/\s+/).slice(1);
  const targets: string[] = [];
  const scope: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (!word.startsWith('-')) {
      targets.push(word);
      continue;
    }
    const value = VALUED.test(word) || VALUED_WORDS.has(word) ? words[++index] : undefined;
    if (SCOPE.test(word)) scope.push(value === undefined ? word : `${word} ${value}`);
  }
  return [...targets, ...scope.toSorted()].join(' ').slice(0, 300);
}
