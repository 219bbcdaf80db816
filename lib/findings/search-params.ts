import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { addressList, joinItems } from '@/lib/core/address-list';
import { addressText } from '@/lib/core/address-text';
import { OPEN_STATUSES } from '@/lib/findings/rules';
import { SEVERITIES } from '@/lib/findings/severity';
import { SSVC_DECISIONS } from '@/lib/findings/ssvc-decisions';
import { type FacetName, FINDING_KINDS, FINDING_STATUSES, type FindingStatus } from '@/lib/findings/types';

export const SORTS = ['severity', 'priority', 'first_seen', 'updated', 'due', 'cvss', 'epss'] as const;
export type SortKey = (typeof SORTS)[number];
const ORDERS = SORTS.flatMap((key) => [`${key}.desc`, `${key}.asc`] as const);
export type Order = (typeof ORDERS)[number];

export const SLA_STATES = ['overdue', 'due_soon', 'on_track', 'paused', 'none'] as const;
export type SlaState = (typeof SLA_STATES)[number];
/** "Due soon" means within so many days. */
export const DUE_SOON_DAYS = 7;

export const ANSWERS = ['yes', 'no', 'unknown'] as const;
export type Answer = (typeof ANSWERS)[number];

/** Whole UTC days since first sight, both ends included. */
export const AGES = { week: [0, 7], month: [8, 30], quarter: [31, 90], year: [91, 365], older: [366, null] } as const;
export const AGE_NAMES = ['week', 'month', 'quarter', 'year', 'older'] as const;
export type Age = (typeof AGE_NAMES)[number];

export const IMPORT_CHANGES = ['new', 'updated', 'fixed', 'reopened', 'unchanged'] as const;

/** Asleep, awake (both of the open ones), or woken and not decided on since. */
export const SNOOZE_STATES = ['yes', 'no', 'woken'] as const;
export const REGRESSED = ['yes', 'no'] as const;
/** Handed over to or by the reader, and not accepted yet. */
export const HANDOVERS = ['pending'] as const;

const ANY = 'any';
const id = createParser<string>({
  parse: (value) => (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value.toLowerCase() : null),
  serialize: (value) => value,
});

const assignee = createParser<string>({
  parse: (value) => (value === 'me' || value === 'none' ? value : id.parse(value)),
  serialize: (value) => value,
});

/** `YYYY-MM-DD`, a UTC day that exists. */
export const day = createParser<string>({
  parse: (value) => {
    const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : null;
    return at && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value) ? value : null;
  },
  serialize: (value) => value,
});

/** What can become of a finding, as its history tells: fixed, dismissed or accepted, or open again. */
export const TURNS = ['fixed', 'dismissed', 'back'] as const;
export type Turned = { readonly turn: (typeof TURNS)[number]; readonly from: string; readonly to: string };

/** `fixed:2026-10-05:2026-10-11`: at least once within these UTC days, both included, whatever came after. */
const turned = createParser<Turned>({
  parse: (value) => {
    const [name, first = '', last = ''] = value.split(':');
    const turn = TURNS.find((one) => one === name);
    const [from, to] = [day.parse(first), day.parse(last)];
    return turn && from && to ? { turn, from, to } : null;
  },
  serialize: ({ turn, from, to }) => [turn, from, to].join(':'),
  eq: (a, b) => a.turn === b.turn && a.from === b.from && a.to === b.to,
});

const statuses = addressList(parseAsStringLiteral(FINDING_STATUSES));
/** Absent: the open ones. `any`: all of them. */
const status = createParser<FindingStatus[]>({
  parse: (value) => (value === ANY ? [...FINDING_STATUSES] : sortStatuses(statuses.parse(value) ?? [])),
  serialize: (value) => (value.length === FINDING_STATUSES.length ? ANY : statuses.serialize(value)),
  eq: (a, b) => a.length === b.length && a.every((one) => b.includes(one)),
}).withDefault([...OPEN_STATUSES]);

function sortStatuses(values: readonly FindingStatus[]): FindingStatus[] | null {
  const known = FINDING_STATUSES.filter((one) => values.includes(one));
  return known.length > 0 ? known : null;
}

/** What narrows the list: the address of a list of findings, and of everything that counts the same rows. */
export const filterParsers = {
  status,
  severity: addressList(parseAsStringLiteral(SEVERITIES)),
  /** Slugs or ids. */
  product: addressList(addressText),
  team: addressList(addressText),
  /** Only products of the teams and products that the reader's grants name. */
  own: parseAsStringLiteral(['yes']),
  source: addressList(id),
  /** Words of its sources, as they were said. */
  branch: addressList(addressText),
  environment: addressList(addressText),
  kind: addressList(parseAsStringLiteral(FINDING_KINDS)),
  scanner: addressList(addressText),
  assignee: addressList(assignee),
  tag: addressList(addressText),
  kev: addressList(parseAsStringLiteral(ANSWERS)),
  fix: addressList(parseAsStringLiteral(ANSWERS)),
  ssvc: addressList(parseAsStringLiteral(SSVC_DECISIONS)),
  sla: addressList(parseAsStringLiteral(SLA_STATES)),
  age: addressList(parseAsStringLiteral(AGE_NAMES)),
  snoozed: parseAsStringLiteral(SNOOZE_STATES),
  regressed: parseAsStringLiteral(REGRESSED),
  handover: parseAsStringLiteral(HANDOVERS),
  /** First seen on or after, on or before this UTC day. */
  from: day,
  to: day,
  /** In its status since this UTC day or later: "fixed since last week". */
  since: day,
  changed: turned,
  /** CVE, GHSA, other advisory id, or the scanner's rule. */
  id: addressText,
  /** Exact, or with `*` as wildcard. */
  package: addressText,
  /** A file, a folder with all beneath it, or with `*` as wildcard. */
  path: addressText,
  q: addressText,
  import: id,
  change: parseAsStringLiteral(IMPORT_CHANGES),
  /** Named in this risk acceptance, or ever covered by it. */
  acceptance: id,
  /** At one of the names of this asset. */
  asset: id,
};
export type FindingFilter = inferParserType<typeof filterParsers>;

export const sortParser = parseAsStringLiteral(ORDERS).withDefault('severity.desc');

/** The whole address of the list: filter, order, saved view and the finding that is open beside it. */
export const findingsParsers = {
  ...filterParsers,
  sort: sortParser,
  view: id,
  open: parseAsInteger,
};
export type FindingsAddress = inferParserType<typeof findingsParsers>;

/** What `GET /api/findings` reads: the address and where the page begins. */
export const loadListQuery = createLoader({ ...filterParsers, sort: sortParser, cursor: parseAsString });
export const loadProducts = createLoader({ products: addressList(id) });
export const loadFilter = createLoader(filterParsers);
export const loadFindingsAddress = createLoader(findingsParsers);
export const serializeFindings = createSerializer(findingsParsers);

/** The address of the list that shows exactly these findings: for every figure that links to its rows. */
export function findingsHref(address: Partial<FindingsAddress> = {}): string {
  return serializeFindings('/findings', address);
}

/** A finding's own page, which leads back to the list that it was opened from. */
export function findingHref(id: number, address: Partial<FindingsAddress>): string {
  return `/findings/${id}?${new URLSearchParams({ from: serializeFindings('', address) })}`;
}

/** The list that `from` names. Read as filters, so that it leads to a list of findings and nowhere else. */
export function listHref(from: string | readonly string[] | undefined): string {
  return typeof from === 'string' ? findingsHref(loadFindingsAddress(new URLSearchParams(from))) : findingsHref();
}

export function splitOrder(order: Order): { readonly key: SortKey; readonly direction: 'asc' | 'desc' } {
  const key = SORTS.find((one) => order.startsWith(`${one}.`)) ?? 'severity';
  return { key, direction: order.endsWith('.asc') ? 'asc' : 'desc' };
}

export function orderOf(key: SortKey, direction: 'asc' | 'desc'): Order {
  return `${key}.${direction}`;
}

/** A facet's chosen values as a change of the address; unknown values are left out, none clears the filter. */
export function filterFromChoice(facet: FacetName, chosen: readonly string[]): Partial<FindingFilter> {
  const { [facet]: value } = loadFilter({ [facet]: joinItems(chosen) });
  return { [facet]: value };
}
