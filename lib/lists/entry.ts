import { formatRange, parseRange } from '@/lib/core/addresses/address';
import { csvPlain } from '@/lib/core/csv';
import { storable } from '@/lib/core/storable';
import { LIST_LIMITS } from '@/lib/lists/limits';
import { type Entry, type Kind, PROTOCOLS } from '@/lib/lists/types';

export const FIELDS = ['subject', 'detail', 'protocol', 'reason', 'owner', 'until'] as const;
export type Field = (typeof FIELDS)[number];
export type RawEntry = Readonly<Record<Field, string>>;

export const ENTRY_PROBLEMS = [
  'subject_missing',
  'subject_wrong',
  'range_bits',
  'everything',
  'registry_wrong',
  'repository_wrong',
  'port_wrong',
  'protocol_wrong',
  'reason_missing',
  'until_wrong',
  'too_long',
] as const;
/** `lists.problems.<code>` says what to do. */
export type EntryProblem = {
  readonly field: Field;
  readonly code: (typeof ENTRY_PROBLEMS)[number];
  readonly max?: number;
};

export const EMPTY_ENTRY: RawEntry = { subject: '', detail: '', protocol: '', reason: '', owner: '', until: '' };

/** A name, or a pattern of one: `*` stands for any characters. */
const NAME = /^(?!.*\*\*)[a-z0-9*_](?:[a-z0-9*_.-]{0,251}[a-z0-9*_])?$/;
const REGISTRY = /^(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/;
const REPOSITORY = /^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/;
const PORTS = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
/** Names by which Docker's own registry goes (lib/assets/identity.ts, imageAsset). */
const HUB = new Set(['index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com', 'hub.docker.com']);

type Read = { readonly value: string } | { readonly code: EntryProblem['code'] };

function hostOf(said: string, kind: Kind): Read {
  const text = said
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
  if (text === '') return { code: 'subject_missing' };
  if (text === '*') return kind === 'hosts' ? { code: 'everything' } : { value: text };
  const range = parseRange(text);
  if (range) return { value: formatRange(range) };
  if (/^[0-9a-f:.]+\/\d+$/.test(text)) return { code: 'range_bits' };
  // Digits and dots alone would be an address that is none.
  return NAME.test(text) && !/^[\d.]+$/.test(text) ? { value: text } : { code: 'subject_wrong' };
}

function registryOf(said: string): Read {
  const text = said
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '');
  if (text === '') return { code: 'subject_missing' };
  if (HUB.has(text)) return { value: 'docker.io' };
  return REGISTRY.test(text) ? { value: text } : { code: 'registry_wrong' };
}

function repositoryOf(said: string): Read {
  const text = said.toLowerCase().replace(/^\/+|[/*]+$/g, '');
  return text === '' || REPOSITORY.test(text) ? { value: text } : { code: 'repository_wrong' };
}

/** `443`, `8000-8100`; from 0 to 65535, the lower one first. */
export function portsOf(said: string): { readonly from: number; readonly to: number } | null {
  const [, first, last] = PORTS.exec(said) ?? [];
  if (first === undefined) return null;
  const [from, to] = [Number(first), Number(last ?? first)];
  return from <= to && to <= 65_535 ? { from, to } : null;
}

function portOf(said: string): Read {
  const text = said === '*' ? '0-65535' : said;
  const ports = portsOf(text);
  if (!ports) return { code: 'port_wrong' };
  return { value: ports.from === ports.to ? `${ports.from}` : `${ports.from}-${ports.to}` };
}

function protocolOf(said: string): Read {
  const text = said.toLowerCase() || 'tcp';
  return PROTOCOLS.some((one) => one === text) ? { value: text } : { code: 'protocol_wrong' };
}

/** A calendar day that exists. */
function dayOf(said: string): Read {
  if (said === '') return { value: '' };
  const at = new Date(`${said}T00:00:00Z`);
  const exists = DAY.test(said) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(said);
  return exists ? { value: said } : { code: 'until_wrong' };
}

const nothing = (): Read => ({ value: '' });

const READERS: Readonly<Record<Kind, Readonly<Record<'subject' | 'detail' | 'protocol', (said: string) => Read>>>> = {
  ports: { subject: (said) => hostOf(said, 'ports'), detail: portOf, protocol: protocolOf },
  registries: { subject: registryOf, detail: repositoryOf, protocol: nothing },
  hosts: { subject: (said) => hostOf(said, 'hosts'), detail: nothing, protocol: nothing },
};

const MOST: Readonly<Record<Field, number>> = {
  subject: LIST_LIMITS.subject,
  detail: LIST_LIMITS.detail,
  protocol: 10,
  reason: LIST_LIMITS.text,
  owner: LIST_LIMITS.owner,
  until: 10,
};

/** Who approves says why; a host is there whether or not anybody says why. */
const needsReason = (kind: Kind) => kind !== 'hosts';

/** Reads one entry as people and machines write it. @returns it in the notation that is kept, or all that is wrong with it */
export function readEntry(
  kind: Kind,
  raw: RawEntry,
): { readonly entry: Entry } | { readonly problems: readonly EntryProblem[] } {
  const problems: EntryProblem[] = [];
  const take = (field: Field, read: (said: string) => Read): string => {
    const said = csvPlain(raw[field].trim());
    if (said.length > MOST[field]) {
      problems.push({ field, code: 'too_long', max: MOST[field] });
      return '';
    }
    const found = read(storable(said, MOST[field]));
    if ('value' in found) return found.value;
    problems.push({ field, code: found.code });
    return '';
  };
  const { subject, detail, protocol } = READERS[kind];
  const until = take('until', dayOf);
  const entry: Entry = {
    subject: take('subject', subject),
    detail: take('detail', detail),
    protocol: take('protocol', protocol),
    reason: take('reason', (value) => (value === '' && needsReason(kind) ? { code: 'reason_missing' } : { value })),
    owner: take('owner', (value) => ({ value })),
    until: until === '' ? null : until,
  };
  return problems.length > 0 ? { problems } : { entry };
}

/** What tells an entry from the others of its list. */
export function keyOf({ subject, detail, protocol }: Pick<Entry, 'subject' | 'detail' | 'protocol'>): string {
  return JSON.stringify([subject, detail, protocol]);
}

/** Whether it holds on the day (UTC). */
export function holds({ until }: Pick<Entry, 'until'>, now: Date): boolean {
  return until === null || now.toISOString().slice(0, 10) <= until;
}
