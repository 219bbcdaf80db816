import { at, firstText, type Json, objects, text, texts } from '@/lib/core/json';
import { type Shape, UnreadableRecord } from '@/lib/events/shapes/types';
import type { EventDraft, EventOutcome } from '@/lib/events/types';
import type { Severity } from '@/lib/findings/severity';

/** Priority of a signature's class: 1 is the highest. */
const PRIORITIES: ReadonlyMap<string, Severity> = new Map([
  ['1', 3],
  ['2', 2],
  ['3', 1],
]);

/** Counters of the sensor: no event. */
const WITHOUT_EVENT = ['stats'];

/** DNS records of version 3 carry their questions in a list. */
function domainOf(record: Json): string {
  const asked = objects(record, 'dns', 'queries').map((query) => text(query, 'rrname'));
  const names = [text(record, 'dns', 'rrname'), ...asked, text(record, 'http', 'hostname'), text(record, 'tls', 'sni')];
  return names.find(Boolean) ?? '';
}

function endOf(record: Json, side: 'src' | 'dest'): string {
  const [address, port] = [text(record, `${side}_ip`), text(record, `${side}_port`)];
  return port === '' ? address : `${address.includes(':') ? `[${address}]` : address}:${port}`;
}

/**
 * Who began the flow. An alert names the two ends of the packet that it saw, which may have been an answer.
 */
function isAnswer(record: Json): boolean {
  const began = text(record, 'flow', 'src_ip');
  if (began !== '') return began !== text(record, 'src_ip') && began === text(record, 'dest_ip');
  return text(record, 'direction') === 'to_client';
}

function outcomeOf(record: Json): EventOutcome {
  if (text(record, 'alert', 'action') === 'blocked') return 'failure';
  const status = Number(text(record, 'http', 'status'));
  if (status > 0) return status < 400 ? 'success' : 'failure';
  return 'unknown';
}

function nameOf(record: Json, type: string): string {
  if (type === 'alert') return text(record, 'alert', 'signature');
  const detail = text(record, 'http', 'http_method') || text(record, 'dns', 'type');
  return detail === '' || !['http', 'dns'].includes(type) ? type : `${type} ${detail}`;
}

function messageOf(record: Json): string {
  const alert = at(record, 'alert');
  const http = at(record, 'http');
  return [
    text(alert, 'category'),
    alert === undefined ? '' : `sid ${text(alert, 'gid') || '1'}:${text(alert, 'signature_id')}`,
    `${text(record, 'proto')} ${endOf(record, 'src')} → ${endOf(record, 'dest')}`,
    firstText(record, 'app_proto'),
    `${text(http, 'http_method')} ${text(http, 'hostname')}${text(http, 'url')} ${text(http, 'status')}`.trim(),
    http === undefined ? domainOf(record) : text(http, 'http_user_agent'),
    text(record, 'flow', 'state'),
  ]
    .filter(Boolean)
    .join(', ');
}

function read(record: Json): EventDraft[] {
  const type = text(record, 'event_type');
  if (type === '' || text(record, 'timestamp') === '') throw new UnreadableRecord('not_this_shape');
  if (WITHOUT_EVENT.includes(type)) return [];
  const name = nameOf(record, type);
  if (name === '') throw new UnreadableRecord('not_this_shape');
  const ends = [text(record, 'src_ip'), text(record, 'dest_ip')];
  const [sourceAddress, targetAddress] = isAnswer(record) ? ends.toReversed() : ends;
  return [
    {
      class: type === 'alert' ? 'detection' : 'network',
      time: text(record, 'timestamp'),
      // One flow has many records, and none of them a number of its own.
      key: '',
      severity: type === 'alert' ? (PRIORITIES.get(text(record, 'alert', 'severity')) ?? 0) : 0,
      outcome: outcomeOf(record),
      name,
      message: messageOf(record),
      techniques: [
        ...texts(record, 'alert', 'metadata', 'mitre_tactic_id'),
        ...texts(record, 'alert', 'metadata', 'mitre_technique_id'),
      ],
      action: text(record, 'alert', 'action') || type,
      sourceAddress,
      targetAddress,
      host: text(record, 'host'),
      file: text(record, 'fileinfo', 'filename'),
      // Suricata keeps to 51 bits, which JSON numbers can hold.
      also: { flow: text(record, 'flow_id'), domain: domainOf(record), port: text(record, 'dest_port') },
    },
  ];
}

/** Records of Suricata's EVE JSON log (versions 5 to 8). */
export const suricata: Shape = { id: 'suricata', label: 'Suricata (EVE)', syntax: 'json', read };
