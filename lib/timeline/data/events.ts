import type { Tx } from '@/lib/core/db';
import { EVENT_COLUMNS, type StoredEvent, toRow } from '@/lib/events/data/rows';
import { termIs } from '@/lib/events/data/where';
import { EVENT_PLACES } from '@/lib/events/types';
import type { EventRow } from '@/lib/events/view-types';
import type { About } from '@/lib/timeline/data/incident';
import { eventLane } from '@/lib/timeline/data/lane';
import { flagsByRef } from '@/lib/timeline/data/own-items';
import { parseRef } from '@/lib/timeline/ref';
import type { TimelineTerm } from '@/lib/timeline/search';
import type { Flag, LaneBy, TimelineItem, TimelineNote } from '@/lib/timeline/types';
import type { Window } from '@/lib/timeline/window';
import { Prisma } from '@/prisma/generated/client';

/** Events that alerts of the incident, and those merged into them, rest on. */
const linkedEvents = (incidentId: string) => Prisma.sql`
  SELECT DISTINCT n.at, n.event_id FROM alert_event n JOIN alert a ON a.id = n.alert_id
  LEFT JOIN alert whole ON whole.id = a.merged_into_id
  WHERE a.incident_id = ${incidentId}::uuid OR whole.incident_id = ${incidentId}::uuid`;

/** For queries `WITH linked AS …`, that join it to `event e` as `n`. */
export const LINKED = (about: About) => Prisma.sql`linked AS MATERIALIZED (${linkedEvents(about.id)})`;
/** What is counted needs no names of senders. */
export const COUNTED_FROM = Prisma.sql`event e LEFT JOIN linked n ON n.at = e.at AND n.event_id = e.id`;
const EVENT_FROM = Prisma.sql`${COUNTED_FROM} JOIN event_sender s ON s.id = e.sender_id`;

const KIND_OF: Readonly<Record<Exclude<Flag, 'linked'>, TimelineNote['kind']>> = {
  pinned: 'pin',
  key: 'key_moment',
  commented: 'comment',
};

/** Events of which somebody said so. */
function isNoted(flag: Exclude<Flag, 'linked'>, notes: readonly TimelineNote[]): Prisma.Sql {
  const named = notes.flatMap(({ ref, kind }) => {
    const parsed = kind === KIND_OF[flag] ? parseRef(ref) : null;
    const [, micros, id] = parsed?.of === 'event' ? parsed.ref.split('.') : [];
    return micros && id ? [{ micros, id }] : [];
  });
  const [micros, ids] = [named.map((one) => one.micros), named.map((one) => one.id)];
  return Prisma.sql`(e.at, e.id) IN (
    SELECT timestamptz 'epoch' + m * interval '1 microsecond', i FROM unnest(${micros}::bigint[], ${ids}::bigint[]) AS t(m, i))`;
}

function asked(term: TimelineTerm, notes: readonly TimelineNote[]): Prisma.Sql {
  if (term.kind === 'item') return term.item === 'event' ? Prisma.sql`TRUE` : Prisma.sql`FALSE`;
  if (term.kind !== 'flag') return termIs(term);
  return term.flag === 'linked' ? Prisma.sql`n.at IS NOT NULL` : isNoted(term.flag, notes);
}

/**
 * What a search asks of COUNTED_FROM: events of the incident's product within the window.
 * @returns null where no event can match, or the reader may see none
 */
export function eventsMatch(about: About, terms: readonly TimelineTerm[], { from, to }: Window): Prisma.Sql | null {
  const { eventScope, productId, notes } = about;
  const never = terms.some((term) => term.kind === 'item' && (term.item === 'event') === term.not);
  if (eventScope === null || never) return null;
  const conditions = [
    Prisma.sql`e.product_id = ${productId}::uuid AND e.at >= ${from} AND e.at < ${to}`,
    ...terms.map((term) => (term.not ? Prisma.sql`NOT ${asked(term, notes)}` : asked(term, notes))),
  ];
  return Prisma.join(conditions, ' AND ');
}

type StoredItem = StoredEvent & { readonly lane: string; readonly linked: boolean };

function toItem(stored: StoredItem, flags: ReadonlyMap<string, readonly Flag[]>): TimelineItem {
  const { lane, linked, ...event } = stored;
  const row: EventRow = toRow(event);
  const ref = `e.${row.ref}`;
  return {
    ref,
    kind: 'event',
    time: row.time,
    until: null,
    knownAt: row.receivedAt,
    severity: row.severity,
    outcome: row.outcome,
    class: row.class,
    title: row.name,
    text: row.message,
    places: Object.fromEntries(EVENT_PLACES.flatMap((place) => (row[place] === '' ? [] : [[place, row[place]]]))),
    techniques: row.techniques,
    source: `${row.sender.shape} · ${row.sender.name}`,
    lane,
    flags: [...(linked ? (['linked'] as const) : []), ...(flags.get(ref) ?? [])],
    more: row.timeSaid === '' ? {} : { timeSaid: row.timeSaid },
  };
}

type Picked = {
  readonly where: Prisma.Sql;
  readonly by: LaneBy;
  readonly after?: Prisma.Sql;
  readonly limit: number;
};

/** Events that match, the oldest first. */
export async function pickEvents(
  tx: Pick<Tx, '$queryRaw'>,
  about: About,
  { where, by, after = Prisma.sql`TRUE`, limit }: Picked,
): Promise<TimelineItem[]> {
  const found = await tx.$queryRaw<StoredItem[]>`
    WITH ${LINKED(about)}
    SELECT ${EVENT_COLUMNS}, ${eventLane(by, about.spans)} AS lane, n.at IS NOT NULL AS linked
    FROM ${EVENT_FROM} JOIN product p ON p.id = e.product_id
    WHERE ${where} AND ${after}
    ORDER BY e.at, e.nanos, e.id LIMIT ${limit}`;
  const flags = flagsByRef(about.notes);
  return found.map((stored) => toItem(stored, flags));
}

export async function countEvents(tx: Pick<Tx, '$queryRaw'>, about: About, where: Prisma.Sql): Promise<number> {
  const [counted] = await tx.$queryRaw<{ readonly count: number }[]>`
    WITH ${LINKED(about)} SELECT count(*)::int AS count FROM ${COUNTED_FROM} WHERE ${where}`;
  return counted?.count ?? 0;
}
