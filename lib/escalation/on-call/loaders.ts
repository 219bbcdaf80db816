import 'server-only';
import { holdersOf } from '@/lib/access/data/holders';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { covers } from '@/lib/access/rules';
import type { Ctx, PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { readSchedules, type StoredSchedule } from '@/lib/escalation/data/schedules';
import { weeksFrom } from '@/lib/escalation/on-call/calendar';
import { segmentsOf } from '@/lib/escalation/schedule-rules';
import type { Present } from '@/lib/escalation/types';

const EVERYWHERE = { teamId: null, productId: null };
const SHOWN_WEEKS = 5;

type Person = { readonly name: string; readonly timeZone: string | null };
type People = ReadonlyMap<string, Person>;

/** One schedule as the page shows it: who is on call when, by the rules that the paging goes by. */
function viewOf(one: StoredSchedule, now: Date, zone: string, present: Present, people: People) {
  const until = weeksFrom(now, SHOWN_WEEKS, zone).at(-1)?.to ?? now;
  const named = (id: string | null) => (id === null ? null : (people.get(id) ?? null));
  const skipped = [...new Set(one.layers.flatMap((layer) => layer.people))].filter((id) => !present.has(id));
  return {
    ...{ id: one.id, name: one.name, timeZone: one.timeZone, version: one.version, layers: one.layers },
    /** In rotations, and nobody all the same: disabled, or without the right. */
    skipped: skipped.map((id) => people.get(id)?.name ?? '?'),
    overrides: one.overrides.map(({ id, personId, insteadOfId, from, to }) => ({
      ...{ id, from: from.toISOString(), to: to.toISOString(), begun: from <= now },
      ...{ person: named(personId)?.name ?? '?', insteadOf: named(insteadOfId)?.name ?? null },
    })),
    segments: segmentsOf(one, now, until, present).map((segment) => ({
      ...{ from: segment.from.toISOString(), to: segment.to.toISOString() },
      ...{ overrideId: segment.overrideId, layer: segment.layer, person: named(segment.personId) },
    })),
  };
}

/** Schedules and who is on call for the coming weeks; null for who may not read them. */
export async function readOnCall({ actor, now }: Pick<Ctx, 'now'> & { readonly actor: PersonActor }, zone: string) {
  if (!scopeOf({ actor }, 'oncall:read')) return null;
  const write = scopeOf({ actor }, 'oncall:write');
  const [schedules, holders, known] = await Promise.all([
    readSchedules(now),
    holdersOf('incident:write'),
    unsafeDb().person.findMany({ select: { id: true, name: true, timeZone: true } }),
  ]);
  const present: Present = new Map(holders.map(({ id, timeZone }) => [id, timeZone]));
  const people: People = new Map(known.map(({ id, ...person }) => [id, person]));
  const inUse = new Set(schedules.flatMap(({ layers }) => layers.flatMap((layer) => layer.people)));
  const mayEdit = write !== null && (write.products === 'all' || covers(actor.grants, EVERYWHERE));
  return {
    now: now.toISOString(),
    zone,
    me: actor.id,
    weeks: SHOWN_WEEKS,
    /** May be put on call; may change the schedules themselves. */
    mayTake: write !== null && present.has(actor.id),
    mayEdit,
    people: holders.map(({ id, name }) => ({ id, name })),
    /** Of people in rotations who can no longer be chosen. */
    names: Object.fromEntries([...inUse].map((id) => [id, people.get(id)?.name ?? '?'])),
    schedules: schedules.map((one) => ({
      ...viewOf(one, now, zone, present, people),
      /** Turns are swapped by those who take turns. */
      mayOverride: mayEdit || (write !== null && one.layers.some((layer) => layer.people.includes(actor.id))),
    })),
  };
}
export type OnCallView = NonNullable<Awaited<ReturnType<typeof readOnCall>>>;
export type ScheduleView = OnCallView['schedules'][number];

/** As `readOnCall`, for whoever asks. */
export async function loadOnCall(zone: string) {
  return readOnCall(await pageCtx(), zone);
}
