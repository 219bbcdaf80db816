import { entityOf } from '@/lib/alerts/entity';
import { unsafeDb } from '@/lib/core/db';
import { EVENT_PLACES } from '@/lib/events/types';
import { type About, nineDigits } from '@/lib/timeline/data/incident';
import { laneOf, OWN_LANES } from '@/lib/timeline/lanes';
import {
  type Flag,
  ITEM_KINDS,
  type ItemKind,
  isToldElsewhere,
  type LaneBy,
  type Places,
  type TimelineItem,
  type TimelineNote,
} from '@/lib/timeline/types';
import type { Window } from '@/lib/timeline/window';

/** Lines, alerts and added items of an incident that a picture or page looks at: the newest of each. */
const MOST = 5_000;

type Bare = Omit<TimelineItem, 'lane' | 'flags'>;

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

async function linesIn({ id }: About, { from, to }: Window): Promise<Bare[]> {
  const lines = await unsafeDb().incidentEntry.findMany({
    where: { incidentId: id, happenedAt: { gte: from, lt: to }, kind: { notIn: ['pin', 'alert'] } },
    orderBy: { seq: 'desc' },
    take: MOST,
  });
  return lines.flatMap(({ kind, ...line }) =>
    isKind(kind)
      ? [
          {
            ...NOTHING,
            ref: `l.${line.seq}`,
            kind,
            time: nineDigits(line.happenedAt),
            knownAt: line.at.toISOString(),
            title: '',
            text: line.note,
            places: { actor: line.actorName },
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

async function alertsIn({ id }: About, { from, to }: Window): Promise<Bare[]> {
  const alerts = await unsafeDb().alert.findMany({
    where: { incidentId: id, firstAt: { lt: to }, lastAt: { gte: from } },
    orderBy: [{ lastAt: 'desc' }, { id: 'asc' }],
    take: MOST,
  });
  return alerts.map((alert) => ({
    ...NOTHING,
    ref: `a.${alert.number}`,
    kind: 'alert' as const,
    time: nineDigits(alert.firstAt),
    until: nineDigits(alert.lastAt),
    knownAt: alert.receivedAt.toISOString(),
    severity: alert.severity,
    title: alert.title,
    text: '',
    places: placesOf(alert.entity),
    techniques: alert.techniques,
    source: OWN_LANES.alerts,
    more: { number: alert.number, rule: alert.rule, state: alert.state, events: alert.events },
  }));
}

async function addedIn({ id }: About, { from, to }: Window): Promise<Bare[]> {
  const added = await unsafeDb().timelineNote.findMany({
    where: { incidentId: id, kind: 'item', removedAt: null, at: { gte: from, lt: to } },
    orderBy: [{ at: 'desc' }, { id: 'asc' }],
    take: MOST,
  });
  return added.map((note) => ({
    ...NOTHING,
    ref: note.ref,
    kind: 'added' as const,
    time: nineDigits(note.at, note.nanos),
    knownAt: note.createdAt.toISOString(),
    title: note.title,
    text: note.text,
    places: { ...(note.actor && { actor: note.actor }), ...(note.host && { host: note.host }) },
    source: OWN_LANES.added,
    more: { known: note.known, by: note.createdByName, id: note.id },
  }));
}

const FLAG_OF = { pin: 'pinned', key_moment: 'key', comment: 'commented' } as const satisfies Record<
  TimelineNote['kind'],
  Flag
>;

/** What people said of each item, by its ref. */
export function flagsByRef(notes: readonly TimelineNote[]): ReadonlyMap<string, readonly Flag[]> {
  const byRef = Map.groupBy(notes, ({ ref }) => ref);
  return new Map([...byRef].map(([ref, own]) => [ref, [...new Set(own.map(({ kind }) => FLAG_OF[kind]))]]));
}

/** Lines of the log, alerts and added items within a window, in no order. */
export async function ownItems(about: About, window: Window, by: LaneBy): Promise<TimelineItem[]> {
  const all = await Promise.all([linesIn(about, window), alertsIn(about, window), addedIn(about, window)]);
  const flags = flagsByRef(about.notes);
  return all.flat().map((bare) => ({
    ...bare,
    lane: laneOf(by, bare, about.spans),
    flags: [...(bare.kind === 'alert' ? (['linked'] as const) : []), ...(flags.get(bare.ref) ?? [])],
  }));
}
