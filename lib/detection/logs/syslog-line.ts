import { isObject, type Json, text } from '@/lib/core/json';

export type SyslogLine = { readonly program: string; readonly message: string; readonly host: string };

/** `Oct 11 22:14:15 web-1 sshd[42]: …` (RFC 3164), with or without `<38>`; also with a time in ISO 8601. */
const BSD =
  /^(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S{1,40}) (\S{1,255}) ([\w./-]{1,48})(?:\[\d{1,10}\])?: ?/;
/** `<38>1 2026-11-22T10:00:00Z web-1 sshd 42 - - …` (RFC 5424). */
const IETF = /^<\d{1,3}>1 \S{1,40} (\S{1,255}) (\S{1,48}) \S{1,128} \S{1,32} (?:-|\[[^\]]{0,2000}\]) ?(?:\ufeff)?/;

function lineOf(line: string): SyslogLine | undefined {
  const found = IETF.exec(line) ?? BSD.exec(line);
  if (!found) return undefined;
  return { host: found[1] ?? '', program: found[2] ?? '', message: line.slice(found[0].length) };
}

/** A line of syslog as text, from the journal (JSON), or from Log Analytics' table Syslog. */
export function syslogOf(raw: Json): SyslogLine | undefined {
  if (typeof raw === 'string') return lineOf(raw);
  if (!isObject(raw)) return undefined;
  const exported = text(raw, 'SyslogMessage');
  if (exported !== '') return { program: text(raw, 'ProcessName'), message: exported, host: text(raw, 'HostName') };
  const journal = text(raw, 'MESSAGE');
  if (journal !== '' && (Object.hasOwn(raw, 'SYSLOG_IDENTIFIER') || Object.hasOwn(raw, '_COMM')))
    return {
      program: text(raw, 'SYSLOG_IDENTIFIER') || text(raw, '_COMM'),
      message: journal,
      host: text(raw, '_HOSTNAME'),
    };
  return undefined;
}
