import { entityOf } from '@/lib/alerts/entity';
import { unsafeDb } from '@/lib/core/db';
import { EVENT_PLACES } from '@/lib/events/types';
import { behind, type Cursor } from '@/lib/timeline/data/cursor';
import type { About } from '@/lib/timeline/data/incident';
import { OWN_LANES } from '@/lib/timeline/lanes';
import { ITEM_KINDS, type ItemKind, isToldElsewhere, type Places, type TimelineItem } from '@/lib/timeline/types';
import type { Window } from '@/lib/timeline/window';
import { Prisma } from '@/prisma/generated/client';

/** An item before it is known what people say of it and which lane it is in. */
export type Bare = Omit<TimelineItem, 'lane' | 'flags'>;

/** Which of them: of some kinds, within a window, the next `limit` behind an item. */
export type Slice = {
  readonly window: Window;
  readonly kinds: readonly ItemKind[];
  readonly after: Cursor | null;
  readonly limit: number;
};

const NOTHING = { until: null, severity: null, outcome: null, class: null, techniques: [] } as const;

const isKind = (kind: string): kind is ItemKind => !isToldElsewhere(kind) && ITEM_KINDS.some((one) => one === kind);

function flat(data: unknown): TimelineItem['more'] {
  if (typeof data !== 'object' || data === null) return {};
  return Object.fromEntries(
    Object.entries(data).filter(
      ([, value]) => value === null || ['string', 'number', 'boolean'].includes(typeof value),
    ),
  );
}

/** A time of the database in nine digits. */
const nineDigits = (at: Prisma.Sql, nanos = Prisma.sql`0`) =>
  Prisma.sql`to_char(${at} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || lpad(${nanos}::text, 3, '0') || 'Z'`;

type StoredLine = {
  readonly seq: number;
  readonly kind: string;
  readonly time: string;
  readonly at: Date;
  readonly actor: string;
  readonly note: string;
  readonly data: unknown;
};

/** Lines of the log, the oldest first. */
export async function linesIn({ id }: About, { window, kinds, after, limit }: Slice): Promise<Bare[]> {
  const at = Prisma.sql`l.happened_at`;
  const keys = { of: 'line', at, nanos: Prisma.sql`0`, key: Prisma.sql`l.seq`, type: 'int' } as const;
  const lines = await unsafeDb().$queryRaw<StoredLine[]>`
    SELECT l.seq, l.kind, ${nineDigits(at)} AS time, l.at, l.actor_name AS actor, l.note, l.data FROM incident_entry l
    WHERE l.incident_id = ${id}::uuid AND ${at} >= ${window.from} AND ${at} < ${window.to}
      AND l.kind = ANY(${kinds.filter((kind) => kind !== 'alert')}) AND ${after ? behind(after, keys) : Prisma.sql`TRUE`}
    ORDER BY l.happened_at, l.seq LIMIT ${limit}`;
  return lines.flatMap(({ kind, ...line }) =>
    isKind(kind)
      ? [
          {
            ...NOTHING,
            ref: `l.${line.seq}`,
            kind,
            time: line.time,
            knownAt: line.at.toISOString(),
            title: '',
            text: line.note,
            places: { actor: line.actor },
            source: OWN_LANES.log,
            more: flat(line.data),
          },
        ]
      : [],
  );
}

function placesOf(stored: unknown): Places {
  const entity = entityOf(stored);
  return Object.fromEntries(EVENT_PLACES.flatMap((place) => (entity[place] ? [[place, entity[place]]] : [])));
}

type StoredAlert = {
  readonly number: number;
  readonly time: string;
  readonly until: string;
  readonly received: Date;
  readonly severity: number;
  readonly title: string;
  readonly entity: unknown;
  readonly techniques: string[];
  readonly rule: string;
  readonly state: string;
  readonly events: number;
};

/** Alerts that lasted into the window, by their beginning. */
export async function alertsIn({ id }: About, { window, kinds, after, limit }: Slice): Promise<Bare[]> {
  if (!kinds.includes('alert')) return [];
  const at = Prisma.sql`a.first_at`;
  const keys = { of: 'alert', at, nanos: Prisma.sql`0`, key: Prisma.sql`a.number`, type: 'int' } as const;
  const alerts = await unsafeDb().$queryRaw<StoredAlert[]>`
    SELECT a.number, ${nineDigits(at)} AS time, ${nineDigits(Prisma.sql`a.last_at`)} AS until, a.received_at AS received,
      a.severity::int AS severity, a.title, a.entity, a.techniques, a.rule, a.state::text AS state, a.events
    FROM alert a
    WHERE a.incident_id = ${id}::uuid AND a.first_at < ${window.to} AND a.last_at >= ${window.from}
      AND ${after ? behind(after, keys) : Prisma.sql`TRUE`}
    ORDER BY a.first_at, a.number LIMIT ${limit}`;
  return alerts.map((alert) => ({
    ...NOTHING,
    ref: `a.${alert.number}`,
    kind: 'alert' as const,
    time: alert.time,
    until: alert.until,
    knownAt: alert.received.toISOString(),
    severity: alert.severity,
    title: alert.title,
    text: '',
    places: placesOf(alert.entity),
    techniques: alert.techniques,
    source: OWN_LANES.alerts,
    more: { number: alert.number, rule: alert.rule, state: alert.state, events: alert.events },
  }));
}

type StoredNote = {
  readonly id: string;
  readonly ref: string;
  readonly time: string;
  readonly title: string;
  readonly text: string;
  readonly known: string;
  readonly actor: string;
  readonly host: string;
  readonly at: Date;
  readonly by: string;
};

/** What people added, as it stands now. */
export async function addedIn({ id }: About, { window, kinds, after, limit }: Slice): Promise<Bare[]> {
  if (!kinds.includes('added')) return [];
  const at = Prisma.sql`n.at`;
  const nanos = Prisma.sql`n.nanos`;
  const key = Prisma.sql`substr(n.ref, 3)::uuid`;
  const added = await unsafeDb().$queryRaw<StoredNote[]>`
    SELECT n.id::text AS id, n.ref, ${nineDigits(at, nanos)} AS time, n.title, n.text, n.known, n.actor, n.host,
      n.created_at AS at, n.created_by_name AS by
    FROM timeline_note n
    WHERE n.incident_id = ${id}::uuid AND n.kind = 'item' AND n.at >= ${window.from} AND n.at < ${window.to}
      AND NOT EXISTS (SELECT FROM timeline_note later WHERE later.replaces_id = n.id)
      AND ${after ? behind(after, { of: 'note', at, nanos, key, type: 'uuid' }) : Prisma.sql`TRUE`}
    ORDER BY n.at, n.nanos, ${key} LIMIT ${limit}`;
  return added.map((note) => ({
    ...NOTHING,
    ref: note.ref,
    kind: 'added' as const,
    time: note.time,
    knownAt: note.at.toISOString(),
    title: note.title,
    text: note.text,
    places: { ...(note.actor && { actor: note.actor }), ...(note.host && { host: note.host }) },
    source: OWN_LANES.added,
    more: { known: note.known, by: note.by, id: note.id },
  }));
}
