import { at, isObject, type Json, text, texts } from '@/lib/core/json';
import { believedAddress } from '@/lib/events/shapes/addresses';
import { firstTime } from '@/lib/events/shapes/first-time';
import { type Shape, UnreadableRecord } from '@/lib/events/shapes/types';
import type { EventDraft, EventOutcome } from '@/lib/events/types';
import type { Severity } from '@/lib/findings/severity';

/** Falco's priorities (syslog's) on our scale. */
const PRIORITIES: Readonly<Record<string, Severity>> = {
  emergency: 4,
  alert: 4,
  critical: 4,
  error: 3,
  warning: 2,
  notice: 1,
  informational: 0,
  info: 0,
  debug: 0,
};

/** `10.0.0.1:42->10.0.0.2:443`, as Falco writes the ends of a connection, those of IPv6 without brackets. */
const CONNECTION = /^([\d.a-f:]{2,50}):\d{1,5}->([\d.a-f:]{2,50}):\d{1,5}$/i;
const TECHNIQUE = /^(?:mitre_|t\d{4})/i;

/** Absent, `null` and "<NA>" all mean that Falco does not know. */
function fieldsOf(record: Json): (...names: readonly string[]) => string {
  const fields = at(record, 'output_fields');
  return (...names) => {
    for (const name of names) {
      const value = text(fields, name);
      if (value !== '' && value !== '<NA>') return value;
    }
    return '';
  };
}

function outcomeOf(responseCode: string): EventOutcome {
  const code = Number(responseCode);
  if (responseCode === '' || !Number.isInteger(code)) return 'unknown';
  return code < 400 ? 'success' : 'failure';
}

/** Falco calls what runs in no container "host". */
function containerOf(field: (...names: readonly string[]) => string): string {
  const name = field('container.name', 'container.id');
  return name === 'host' ? '' : name;
}

function imageOf(field: (...names: readonly string[]) => string): string {
  const [repository, tag] = [field('container.image.repository'), field('container.image.tag')];
  return repository !== '' && tag !== '' ? `${repository}:${tag}` : repository || field('container.image');
}

function read(record: Json): EventDraft[] {
  const rule = text(record, 'rule');
  const priority = text(record, 'priority').toLowerCase();
  if (!isObject(record) || rule === '' || !Object.hasOwn(PRIORITIES, priority))
    throw new UnreadableRecord('not_this_shape');
  const field = fieldsOf(record);
  const descriptor = field('fd.name');
  const ends = descriptor.match(CONNECTION);
  return [
    {
      class: 'detection',
      // `evt.time` counts nanoseconds, which JSON numbers of other programs may have rounded: only where `time` is none.
      time: firstTime(text(record, 'time'), field('evt.time')),
      key: text(record, 'uuid'),
      severity: PRIORITIES[priority] ?? 0,
      outcome: outcomeOf(field('ka.response.code')),
      name: rule,
      message: text(record, 'output'),
      techniques: texts(record, 'tags').filter((tag) => TECHNIQUE.test(tag)),
      action: field('ka.verb', 'evt.type'),
      actor: field('ka.user.name', 'user.name'),
      sourceAddress: field('fd.cip') || (ends?.[1] ?? believedAddress(field('ka.sourceips').split(','))),
      targetAddress: field('fd.sip') || (ends?.[2] ?? ''),
      host: text(record, 'hostname'),
      cluster: field('k8s.cluster.name', 'k8smeta.cluster.name'),
      namespace: field('k8s.ns.name', 'ka.target.namespace'),
      pod: field('k8s.pod.name') || (field('ka.target.resource') === 'pods' ? field('ka.target.name') : ''),
      container: containerOf(field),
      image: imageOf(field),
      process: field('proc.cmdline', 'proc.name', 'ka.uri.param[command]'),
      file: descriptor.startsWith('/') ? descriptor : '',
    },
  ];
}

/** Falco's JSON output and what falcosidekick forwards (falco.org, "Falco Alerts"; 0.3x and 0.4x). */
export const falco: Shape = { id: 'falco', label: 'Falco (JSON)', syntax: 'json', read };
