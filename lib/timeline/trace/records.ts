import { jsonOf, number, object, text } from '@/lib/core/json';
import type { EventRow } from '@/lib/events/view-types';
import type { ExecRequest, Seen } from '@/lib/timeline/trace/types';

/** `get` since kubectl speaks WebSocket (1.31), `create` before: kubernetes/kubernetes#133515. */
export const EXEC_NAMES = ['get pods/exec', 'create pods/exec'] as const;

export const isExec = ({ name, sender }: Pick<EventRow, 'name' | 'sender'>) =>
  sender.shape === 'k8s-audit' && EXEC_NAMES.some((one) => one === name);

type Stored = { readonly event: EventRow; readonly raw: string };

/** An exec from its audit event; AKS wraps the record in a text. */
export function execOf({ event, raw }: Stored): ExecRequest {
  const whole = jsonOf(raw);
  const log = text(whole, 'properties', 'log');
  const record = log === '' ? whole : jsonOf(log);
  return {
    ref: `e.${event.ref}`,
    auditId: text(record, 'auditID'),
    time: event.time,
    user: event.actor,
    sourceAddress: event.sourceAddress,
    namespace: event.namespace,
    pod: event.pod,
    container: event.container,
    command: event.process,
    allowed: event.outcome !== 'failure',
  };
}

/** Falco writes `<NA>` for what it does not know. */
const known = (said: string) => (said === '<NA>' || said === 'null' ? '' : said);
const numberOf = (value: number | undefined) =>
  value !== undefined && Number.isSafeInteger(value) && value > 0 ? value : null;

/** What Falco saw of a process, from the record as it was sent. Which fields it has is for its rules to say. */
export function seenOf({ event, raw }: Stored): Seen {
  const record = jsonOf(raw);
  const fields = object(record, 'output_fields');
  const field = (name: string) => known(text(fields, name));
  const command = field('proc.cmdline') || event.process;
  return {
    ref: `e.${event.ref}`,
    time: event.time,
    namespace: event.namespace,
    pod: event.pod,
    containers: [field('container.id'), field('container.name'), event.container].filter(Boolean),
    command,
    name: field('proc.name') || (command.split(' ')[0] ?? ''),
    parentName: field('proc.pname'),
    pid: numberOf(number(fields, 'proc.pid')),
    parentPid: numberOf(number(fields, 'proc.ppid')),
    title: event.name,
    severity: event.severity,
    file: event.file,
    sourceAddress: event.sourceAddress,
    targetAddress: event.targetAddress,
  };
}
