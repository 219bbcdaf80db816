import type { Json } from '@/lib/core/json';
import { withoutPort } from '@/lib/events/shapes/addresses';
import { readHeader, type SyslogLine } from '@/lib/events/shapes/syslog/header';
import { pamEvent } from '@/lib/events/shapes/syslog/pam';
import { sshdEvent } from '@/lib/events/shapes/syslog/sshd';
import { suEvent } from '@/lib/events/shapes/syslog/su';
import { sudoEvent } from '@/lib/events/shapes/syslog/sudo';
import type { ProgramEvent } from '@/lib/events/shapes/syslog/types';
import { type Reception, type Shape, UnreadableRecord } from '@/lib/events/shapes/types';
import type { EventDraft } from '@/lib/events/types';

type ProgramReader = (message: string) => ProgramEvent | null;

/** OpenSSH 9.8 and later answer in programs of their own. */
const READERS: Readonly<Record<string, ProgramReader>> = {
  sshd: sshdEvent,
  'sshd-session': sshdEvent,
  'sshd-auth': sshdEvent,
  sudo: sudoEvent,
  su: suEvent,
};
/** Programs whose messages tell of accounts and sessions, whatever else they say. */
const OF_IDENTITY = [
  ...Object.keys(READERS),
  ...['login', 'systemd-logind', 'passwd', 'chpasswd', 'useradd', 'userdel', 'usermod', 'groupadd', 'groupmod'],
];
/** Messages are looked into so far: lines may be a megabyte, expressions of many parts must not meet that. */
const LONGEST = 4_000;
/** rsyslog folds what comes again: each attempt counts. */
const REPEATED = /^message repeated (\d{1,6}) times: \[ ?(.*)\]$/;
const REPEATED_MOST = 100;

function programEvent(program: string, message: string): ProgramEvent | null {
  if (message.length > LONGEST) return null;
  const reader = Object.hasOwn(READERS, program) ? READERS[program] : undefined;
  return pamEvent(message) ?? reader?.(message) ?? null;
}

function eventOf(line: SyslogLine, message: string): EventDraft {
  const { time, host, program, pid, severity } = line;
  const told = programEvent(program, message);
  const isOfIdentity = told !== null || OF_IDENTITY.includes(program);
  return {
    class: isOfIdentity ? 'identity' : 'host',
    time,
    key: '',
    severity,
    outcome: told?.outcome ?? 'unknown',
    name: told?.name ?? (program || 'syslog'),
    message: program === '' ? message : `${program}: ${message}`,
    techniques: [],
    action: told?.action ?? '',
    actor: told?.actor ?? '',
    sourceAddress: withoutPort(told?.sourceAddress ?? ''),
    host,
    process: told?.process ?? program,
    also: { program, pid, as: told?.as ?? '' },
  };
}

function read(record: Json, at: Reception): EventDraft[] {
  const line = typeof record === 'string' ? readHeader(record, at) : null;
  if (line === null) throw new UnreadableRecord('not_this_shape');
  const [, times = '1', repeated] = line.message.slice(0, LONGEST).match(REPEATED) ?? [];
  const event = eventOf(line, repeated ?? line.message);
  return Array.from({ length: Math.min(Number(times), REPEATED_MOST) }, () => event);
}

/**
 * Lines of syslog: RFC 5424, RFC 3164 as it came over the network or lies in files, and rsyslog's with a time in ISO 8601.
 * sshd, sudo, su and PAM are read; of other programs, the message.
 */
export const syslog: Shape = { id: 'syslog', label: 'Syslog (sshd, sudo, su, PAM)', syntax: 'lines', read };
