/** What a log of Azure Firewall says of one flow; what it does not say is empty. */
export type Flow = {
  readonly protocol: string;
  readonly source: string;
  readonly target: string;
  readonly port: string;
  readonly action: string;
  readonly rule: string;
  readonly reason: string;
  readonly signature: string;
  /** Whether threat intelligence or a signature spoke, not a rule that somebody wrote. */
  readonly isJudged: boolean;
};

/** `TCP request from 10.0.0.4:4711 to 192.0.2.1:443`, `HTTPS request from … to host:443`, `ICMP Type=8 request from …`. */
const REQUEST = /^(\S{1,20})(?: Type=\d{1,3})?\s{1,3}request from (\S{1,200}) to (\S{1,300})/;
/** `DNS Request: 10.0.0.4:4711 - 1 A IN example.test. udp …` */
const DNS = /^DNS Request: (\S{1,200}) - \d{1,10} (?:\S{1,20} ){2}(\S{1,300})/;
const TRANSLATED = /was DNAT'ed to (\S{1,200})/;
const PORT = /:(\d{1,5})$/;

/** A member of the text, up to the full stop before the next: `Rule: allow-web. `. */
function member(text: string, name: string): string {
  const start = text.indexOf(`. ${name}: `);
  if (start < 0) return '';
  const rest = text.slice(start + name.length + 4);
  const end = rest.search(/\.(?:\s|$)/);
  return (end < 0 ? rest : rest.slice(0, end)).trim().slice(0, 300);
}

/** The older logs' line of text (`properties.msg`); `null` where it tells of no flow. */
export function flowOfMessage(message: string): Flow | null {
  const text = message.slice(0, 4_000);
  const dns = text.match(DNS);
  const [, protocol = '', source = '', to = ''] = text.match(REQUEST) ?? [];
  if (!dns && source === '') return null;
  const target = (text.match(TRANSLATED)?.[1] ?? dns?.[2] ?? to).replace(/\.$/, '');
  const [threat, signature] = [member(text, 'ThreatIntel'), member(text, 'Signature')];
  const isTranslated = TRANSLATED.test(text);
  return {
    protocol: dns ? 'DNS' : protocol,
    source: dns?.[1] ?? source,
    target: target.replace(PORT, ''),
    port: target.match(PORT)?.[1] ?? '',
    action: member(text, 'Action') || (isTranslated ? 'DNAT' : ''),
    rule: member(text, 'Rule'),
    reason: threat || member(text, 'IDS'),
    signature,
    isJudged: threat !== '' || signature !== '',
  };
}
