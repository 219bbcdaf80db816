import { isObject, type Json, text } from '@/lib/core/json';
import { readHeader } from '@/lib/events/shapes/syslog/header';

export type SyslogLine = { readonly program: string; readonly message: string; readonly host: string };

/** rsyslog folds what comes again; the shape makes an event of each. */
const REPEATED = /^message repeated \d{1,6} times: \[ ?(.*)\]$/;
/** Only the year of a line depends on when it came, and nobody asks for it here. */
const WHENEVER = new Date(0);

function unfolded(line: SyslogLine | null): SyslogLine | undefined {
  if (line === null) return undefined;
  return { program: line.program, message: REPEATED.exec(line.message)?.[1] ?? line.message, host: line.host };
}

/** A line of syslog as text, from the journal (JSON), or from Log Analytics' table Syslog. */
export function syslogOf(raw: Json): SyslogLine | undefined {
  if (typeof raw === 'string') return unfolded(readHeader(raw, { receivedAt: WHENEVER, zone: null }));
  if (!isObject(raw)) return undefined;
  const exported = text(raw, 'SyslogMessage');
  if (exported !== '') return { program: text(raw, 'ProcessName'), message: exported, host: text(raw, 'HostName') };
  const program = text(raw, 'SYSLOG_IDENTIFIER') || text(raw, '_COMM');
  const journal = text(raw, 'MESSAGE');
  return journal !== '' && program !== '' ? { program, message: journal, host: text(raw, '_HOSTNAME') } : undefined;
}
