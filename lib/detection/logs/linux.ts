import { at, isObject, type Json, jsonOf, text } from '@/lib/core/json';
import { FALCO_PLACES } from '@/lib/detection/logs/others';
import { syslogOf } from '@/lib/detection/logs/syslog-line';
import type { Log } from '@/lib/detection/logs/types';

/** `kate : 3 incorrect password attempts ; TTY=pts/0 ; PWD=/home ; USER=root ; COMMAND=/bin/bash -c a ; b` */
const SUDO = /^\s*(\S{1,100}) : (?:([^=]{1,200}?) ; )?(?=(?:HOST|TTY|PWD|CHROOT|USER)=)/;
const TOLD = 10;
const SUDO_PART = /(HOST|TTY|PWD|CHROOT|USER|GROUP|TSID)=(.{0,500}?) ; /y;

function openSudo(raw: Json): Json | undefined {
  const line = syslogOf(raw);
  const head = line?.program === 'sudo' ? SUDO.exec(line.message) : null;
  if (!line || !head) return undefined;
  const parts: Record<string, string> = {};
  let place = head[0].length;
  SUDO_PART.lastIndex = place;
  for (let part = SUDO_PART.exec(line.message); part; part = SUDO_PART.exec(line.message)) {
    parts[part[1] ?? ''] = part[2] ?? '';
    place = SUDO_PART.lastIndex;
  }
  return { ...parts, ...told(line.message), user: head[1] ?? '', problem: head[2] ?? '', host: line.host };
}

/** Whoever names a folder may write "; USER=kate ; COMMAND=ls" into it: all that may be meant is looked at. */
function told(message: string): { readonly USER: readonly string[]; readonly COMMAND: readonly string[] } {
  const users = [...message.matchAll(/(?:^|[ ;])USER=(\S{1,100})/g)].slice(0, TOLD);
  const commands = [...message.matchAll(/(?:^|[ ;])COMMAND=/g)].slice(0, TOLD);
  return {
    USER: users.map(([, user = '']) => user),
    COMMAND: commands.map(({ 0: key, index }) => message.slice(index + key.length)),
  };
}

/** What sudo was asked: `user`, `USER` (as whom), `COMMAND`, `TTY`, `PWD`, and `problem` where it said no. */
export const sudo: Log = {
  source: { product: 'linux', service: 'sudo' },
  encodings: [{ id: 'syslog', open: openSudo, fields: { actor: ['user'], process: ['COMMAND'] } }],
};

/** A name that does not exist may be anything, " from 192.0.2.1 port 22" too: the last one counts. */
const SSHD_ENDS = / for (?:invalid user |illegal user )?(.{0,300}) from (\S{1,300}) port \d{1,5}\b/;

function openSshd(raw: Json): Json | undefined {
  const line = syslogOf(raw);
  if (!line || !/^sshd(-session|-auth)?$/.test(line.program)) return undefined;
  const ends = SSHD_ENDS.exec(line.message.slice(0, 1000));
  return { message: line.message, user: ends?.[1] ?? '', address: ends?.[2] ?? '', host: line.host };
}

/** OpenSSH's server: `message`, `user`, `address`. */
export const sshd: Log = {
  source: { product: 'linux', service: 'sshd' },
  encodings: [{ id: 'syslog', open: openSshd, fields: { actor: ['user'], sourceAddress: ['address'] } }],
};

/** Any line of syslog: `program` and `message`. */
export const syslog: Log = {
  source: { product: 'linux', service: 'syslog' },
  encodings: [{ id: 'syslog', open: (raw) => syslogOf(raw), fields: {} }],
};

const PAIR = /([A-Za-z_][\w-]{0,40})=(?:"([^"]{0,4000})"|'([^']{0,4000})'|(\S{0,4000}))/g;

/** `type=SYSCALL msg=audit(1604996384.965:93777): comm="dd" exe="/bin/dd" …`: pairs, the inner ones of `msg='…'` too. */
function pairsOf(line: string): Readonly<Record<string, string>> {
  const pairs: Record<string, string> = {};
  for (const [, key = '', double, single, plain] of line.slice(0, 64_000).matchAll(PAIR)) {
    pairs[key] ??= double ?? single ?? plain ?? '';
    if (single !== undefined) for (const [name, value] of Object.entries(pairsOf(single))) pairs[name] ??= value;
  }
  return pairs;
}

/** The arguments of an EXECVE record, in order; what holds spaces or quotes is written in hexadecimal. */
function commandOf(pairs: Readonly<Record<string, string>>): string {
  const count = Math.min(Number(pairs.argc ?? 0) || 0, 500);
  const argument = (value: string) =>
    /^(?:[0-9A-F]{2}){2,}$/.test(value) ? Buffer.from(value, 'hex').toString('utf8') : value;
  return Array.from({ length: count }, (_, place) => argument(pairs[`a${place}`] ?? '')).join(' ');
}

/**
 * An event of auditd as it lies in its file, one line or several, or a line as its plugin hands it to syslog. `a0` of a
 * SYSCALL line is a place in memory, that of the EXECVE line the program.
 */
function openAuditd(raw: Json): Json | undefined {
  const sent = syslogOf(raw);
  const said = sent?.message ?? (typeof raw === 'string' ? raw : '');
  if (!/^(?:node=\S{1,255} )?type=[A-Z_]{2,40} /.test(said)) return undefined;
  const lines = said.split('\n').map(pairsOf);
  const pairs: Readonly<Record<string, string>> = Object.assign({}, ...lines.toReversed());
  const execve = lines.find(({ type = '' }) => type.endsWith('EXECVE')) ?? pairs;
  const command = commandOf(execve) || (pairs.cmdline ?? pairs.proctitle ?? '');
  return { ...pairs, command, node: pairs.node ?? sent?.host ?? '' };
}

/** The kernel's audit: one line a record, or an event's lines; `command` are the arguments of an EXECVE. */
export const auditd: Log = {
  source: { product: 'linux', service: 'auditd' },
  encodings: [{ id: 'auditd', open: openAuditd, fields: { process: ['command'], host: ['node'] } }],
};

/** A Falco alert on system calls, not on Kubernetes' audit log. */
function openFalco(raw: Json): Json | undefined {
  const fields = at(raw, 'output_fields');
  return isObject(fields) && (text(fields, 'proc.cmdline') !== '' || text(fields, 'proc.name') !== '')
    ? raw
    : undefined;
}

function openExecve(raw: Json): Json | undefined {
  const record = openAuditd(raw);
  return /EXECVE$/.test(text(record, 'type')) || text(record, 'exe') !== '' ? record : undefined;
}

/** An exec into a pod starts a process there: what the API server was asked to run. */
function openExec(raw: Json): Json | undefined {
  const log = text(raw, 'properties', 'log');
  const event = log === '' ? raw : (jsonOf(log) ?? null);
  return text(event, 'objectRef', 'subresource') === 'exec' ? { uri: text(event, 'requestURI'), event } : undefined;
}

/** Processes that were started, whoever saw it. The command line is the event's own `process` where no path says it. */
export const processCreation: Log = {
  source: { product: 'linux', category: 'process_creation' },
  encodings: [
    {
      id: 'falco',
      open: openFalco,
      fields: {
        ...FALCO_PLACES,
        CommandLine: ["output_fields.'proc.cmdline'"],
        Image: ["output_fields.'proc.exepath'", "output_fields.'proc.name'"],
        ParentImage: ["output_fields.'proc.pname'"],
        User: ["output_fields.'user.name'"],
        ContainerImage: ["output_fields.'container.image.repository'"],
      },
    },
    {
      id: 'auditd',
      open: openExecve,
      fields: { CommandLine: ['command'], Image: ['exe', 'a0'], User: ['uid'], process: ['command'], host: ['node'] },
    },
    {
      id: 'sudo',
      open: openSudo,
      fields: { CommandLine: ['COMMAND'], Image: [], User: ['USER'], process: ['COMMAND'], actor: ['user'] },
    },
    {
      id: 'kubernetes-exec',
      open: openExec,
      fields: {
        CommandLine: ['@process', 'uri', 'event.requestObject.command'],
        actor: ['event.user.username'],
        namespace: ['event.objectRef.namespace'],
        pod: ['event.objectRef.name'],
      },
    },
    {
      id: 'osquery-crontab',
      open: (raw) => (text(raw, 'columns', 'command') === '' ? undefined : raw),
      fields: { CommandLine: ['columns.command'], process: ['columns.command'], host: ['hostIdentifier'] },
    },
  ],
};
