import type { Json } from '@/lib/core/json';
import { withoutPort } from '@/lib/events/shapes/addresses';
import { type AuditLine, auditLine, decoded, HEAD } from '@/lib/events/shapes/auditd/line';
import { type Shape, UnreadableRecord } from '@/lib/events/shapes/types';
import type { EventDraft, EventOutcome } from '@/lib/events/types';

const OF_IDENTITY = /^(?:USER_|CRED_|LOGIN|ADD_|DEL_|GRP_|ACCT_|ROLE_|CHUSER_|CHGRP_)/;
/** auid of what no login began, and of no user at all. */
const NOBODY = ['', '?', 'unset', '4294967295', '-1'];
const ARGUMENTS_MOST = 500;

/** The first line that says something of a name, beginning with the first. */
function said(lines: readonly AuditLine[], ...names: readonly string[]): string {
  for (const name of names) {
    const found = lines.map(({ pairs }) => decoded(pairs, name)).find((value) => !NOBODY.includes(value));
    if (found !== undefined) return found;
  }
  return '';
}

function outcomeOf(lines: readonly AuditLine[]): EventOutcome {
  const result = said(lines, 'success', 'res');
  if (/^(?:yes|success|1)$/.test(result)) return 'success';
  return /^(?:no|failed|0)$/.test(result) ? 'failure' : 'unknown';
}

/** What was started: the arguments of an EXECVE line, else the title of the process, else its program. */
function commandOf(lines: readonly AuditLine[]): string {
  const execve = lines.find(({ type }) => type === 'EXECVE');
  const count = Math.min(Number(execve?.pairs.get('argc')?.value) || 0, ARGUMENTS_MOST);
  const parts = Array.from({ length: count }, (_, place) => (execve ? decoded(execve.pairs, `a${place}`) : ''));
  return parts.join(' ') || said(lines, 'proctitle', 'cmd', 'exe').replaceAll('\0', ' ');
}

function read(record: Json): EventDraft[] {
  const lines = typeof record === 'string' ? record.split('\n').map(auditLine) : [];
  const known = lines.filter((line) => line !== null);
  const [first] = known;
  if (!first || known.length < lines.length) throw new UnreadableRecord('not_this_shape');
  const types = [...new Set(known.map(({ type }) => type))];
  const name = types.find((type) => type === 'EXECVE') ?? first.type;
  const process = commandOf(known);
  const paths = known.filter(({ type }) => type === 'PATH');
  return [
    {
      class: types.some((type) => OF_IDENTITY.test(type)) ? 'identity' : 'host',
      time: first.time,
      // Lines of one event may come in two deliveries: its number would lose those of the second.
      key: '',
      severity: 0,
      outcome: outcomeOf(known),
      name,
      message: [types.join(' '), said(known, 'op'), process, said(paths, 'name')].filter(Boolean).join(', '),
      techniques: [],
      action: said(known, 'SYSCALL', 'op') || (name === 'EXECVE' ? 'execve' : ''),
      // Names where auditd writes them (log_format = ENRICHED), else numbers; who signed in before whose rights they have.
      actor: said(known, 'AUID', 'acct', 'auid', 'UID', 'uid'),
      sourceAddress: withoutPort(said(known, 'addr')),
      host: first.node,
      process,
      file: said(paths, 'name'),
      also: {
        audit: first.serial,
        as: said(known, 'EUID', 'euid', 'UID', 'uid'),
        pid: said(known, 'pid'),
        key: said(known, 'key'),
      },
    },
  ];
}

/** The log of Linux' auditd, raw or enriched: lines in a row with one number are one event. */
export const auditd: Shape = {
  id: 'auditd',
  label: 'Linux audit (auditd)',
  syntax: 'lines',
  joins: (line) =>
    line
      .slice(0, 400)
      .match(HEAD)?.[0]
      .replace(/type=\S+ /, '') ?? '',
  read,
};
