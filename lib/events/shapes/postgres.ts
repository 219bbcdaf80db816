import { type Json, object, text } from '@/lib/core/json';
import { withoutPort } from '@/lib/events/shapes/addresses';
import { firstCells } from '@/lib/events/shapes/first-cells';
import { type Shape, UnreadableRecord } from '@/lib/events/shapes/types';
import type { EventDraft, EventOutcome } from '@/lib/events/types';
import type { Severity } from '@/lib/findings/severity';

const SEVERITIES: ReadonlyMap<string, Severity> = new Map([
  ['PANIC', 4],
  ['FATAL', 2],
  ['ERROR', 1],
  ['WARNING', 1],
]);
const REFUSED = ['ERROR', 'FATAL', 'PANIC'];
/** LOG messages that tell of a session, by their beginning. */
const SESSION = /^(connection received|connection authorized|connection authenticated|disconnection)\b/;
const AUDIT = 'AUDIT: ';

/** What pgaudit says of a statement: SESSION,1,1,ROLE,ALTER ROLE,,,alter role app superuser,<none> */
type Audit = { readonly kind: string; readonly command: string; readonly object: string; readonly statement: string };

function auditOf(message: string): Audit | null {
  if (!message.startsWith(AUDIT)) return null;
  const [, , , kind = '', command = '', , object = '', statement = ''] = firstCells(message.slice(AUDIT.length), 8);
  return command === '' ? null : { kind, command, object, statement };
}

/**
 * pgaudit writes only of what ran, a refusal is an error of its own. "connection authorized" comes before the role is looked
 * for, and may be refused still: "authenticated" (since 14) is what lets in.
 */
function outcomeOf(severity: string, message: string, audit: Audit | null): EventOutcome {
  if (REFUSED.includes(severity)) return 'failure';
  return audit !== null || message.startsWith('connection authenticated') ? 'success' : 'unknown';
}

function nameOf(record: Json, severity: string, message: string, audit: Audit | null): string {
  if (audit !== null) return audit.command;
  const state = text(record, 'state_code');
  return message.match(SESSION)?.[1] ?? (state === '' ? severity : `${severity} ${state}`);
}

function messageOf(record: Json, message: string, audit: Audit | null): string {
  if (audit !== null) return [audit.kind, audit.object, audit.statement].filter(Boolean).join(': ');
  return [message, text(record, 'statement'), text(record, 'detail')].filter(Boolean).join(': ');
}

function read(record: Json): EventDraft[] {
  const [severity, message] = [text(record, 'error_severity'), text(record, 'message')];
  if (!object(record) || severity === '' || text(record, 'timestamp') === '')
    throw new UnreadableRecord('not_this_shape');
  const audit = auditOf(message);
  const [session, line, database] = [text(record, 'session_id'), text(record, 'line_num'), text(record, 'dbname')];
  return [
    {
      class: 'database',
      time: text(record, 'timestamp'),
      key: session === '' || line === '' ? '' : `${session}/${line}`,
      severity: SEVERITIES.get(severity) ?? 0,
      outcome: outcomeOf(severity, message, audit),
      name: nameOf(record, severity, message, audit),
      message: messageOf(record, message, audit),
      techniques: [],
      action: audit?.command ?? text(record, 'ps'),
      actor: text(record, 'user'),
      // A socket of the same machine is "[local]".
      sourceAddress: withoutPort(text(record, 'remote_host').replace('[local]', '')),
      process: text(record, 'application_name') || text(record, 'backend_type'),
      also: { db: database, object: audit?.object ?? '', session },
    },
  ];
}

/** PostgreSQL's `log_destination = jsonlog` (15 and later) with the lines of pgaudit. */
export const postgres: Shape = { id: 'postgres', label: 'PostgreSQL, pgaudit (jsonlog)', syntax: 'json', read };
