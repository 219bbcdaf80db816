import { isIP } from 'node:net';
import { hostFinding } from '@/lib/imports/parsers/host-finding';
import { bullets, code } from '@/lib/imports/parsers/markdown';
import { type ParsedFinding, RecordError } from '@/lib/imports/parsers/types';

/** An answer that ZMap received, from CSV or JSON; every field as text, empty where it was not asked for. */
export type ZmapAnswer = {
  readonly address: string;
  readonly port: string;
  readonly classification: string;
  readonly success: string;
  readonly ttl: string;
  readonly timestamp: string;
};

/** What kinds of answer are called, by the protocol that they came by. */
const PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ['synack', 'tcp'],
  ['udp', 'udp'],
  ['dns', 'udp'],
  ['ntp', 'udp'],
  ['upnp', 'udp'],
  ['echoreply', 'icmp'],
]);

/**
 * An answer of an open port, without severity; of a host, where the probe knows no port. An answer that is no success (a
 * reset, an ICMP error) says that nothing is open, and gives nothing. https://github.com/zmap/zmap/wiki
 */
export function* readZmap(answer: ZmapAnswer): Generator<ParsedFinding> {
  const address = answer.address.trim();
  if (isIP(address) === 0) throw new RecordError('missing_field', { field: 'saddr' });
  const kind = answer.classification.trim().toLowerCase();
  if (/^(?:0|false)$/i.test(answer.success) || /^(?:rst|icmp|icmp-.*|unreach|timxceed)$/.test(kind)) return;
  const ported = answer.port !== '' && answer.port !== '0';
  const protocol = PROTOCOLS.get(kind) ?? (ported ? 'tcp' : '');
  yield hostFinding({
    tool: 'zmap',
    rule: ported ? 'open-port' : 'answers',
    title: ported ? `Open port ${answer.port}/${protocol}` : 'Host answers',
    severity: 0,
    severityReported: answer.classification,
    host: address,
    others: [],
    port: answer.port,
    protocol,
    ids: [],
    cwe: [],
    cvss: [],
    description: [
      bullets(
        [told('Answer', answer.classification), told('TTL', answer.ttl), told('Seen', answer.timestamp)].filter(
          (line) => line !== '',
        ),
      ),
    ],
    fix: '',
    output: '',
    references: [],
    tags: [],
  });
}

function told(name: string, text: string): string {
  return text.trim() === '' ? '' : `${name} ${code(text)}`;
}
