import { dayAfter, daysBetween, instantOf, wallTimeOf, weekdayOf } from '@/lib/core/datetime-zones';
import { handoversOf, turnAt } from '@/lib/escalation/turns';
import type { Layer, OnCall, Present, Schedule, Segment, WeekHours } from '@/lib/escalation/types';

type Span = { readonly from: Date; readonly to: Date };
const within = ({ from, to }: Span, at: Date) => from <= at && at < to;

/** The hours of a week that begin on a day. Those that end before they begin end on the next one. */
function spansOf(hours: readonly WeekHours[], day: string, zone: string): Span[] {
  return hours
    .filter(({ days }) => days.includes(weekdayOf(day)))
    .map(({ from, to }) => ({
      from: instantOf({ day, minute: from }, zone),
      to: instantOf(to > from ? { day, minute: to } : { day: dayAfter(day, 1), minute: to }, zone),
    }));
}

/** Whether hours of a week have a moment, by the walls of a zone. */
export function inHours(hours: readonly WeekHours[], at: Date, zone: string): boolean {
  const { day } = wallTimeOf(at, zone);
  return [dayAfter(day, -1), day].some((one) => spansOf(hours, one, zone).some((span) => within(span, at)));
}

/** By whose clock somebody's hours in a layer are read. */
const clockOf = ({ hoursOf }: Layer, zone: string, own: string | null | undefined) =>
  hoursOf === 'person' ? (own ?? zone) : zone;

function inLayer(layer: Layer, at: Date, zone: string, present: Present): string | null {
  const turn = turnAt(layer, at, zone);
  const personId = turn === null ? undefined : layer.people[turn % layer.people.length];
  if (personId === undefined || !present.has(personId)) return null;
  const { hours } = layer;
  return hours === null || inHours(hours, at, clockOf(layer, zone, present.get(personId))) ? personId : null;
}

function byLayers({ timeZone, layers }: Schedule, at: Date, present: Present): OnCall {
  for (let layer = layers.length - 1; layer >= 0; layer -= 1) {
    const one = layers[layer];
    const personId = one ? inLayer(one, at, one.timeZone ?? timeZone, present) : null;
    if (personId !== null) return { personId, overrideId: null, layer };
  }
  return { personId: null, overrideId: null, layer: null };
}

/**
 * Who is on call at a moment: the last layer that has somebody, then overrides from the oldest to the newest, each for whoever
 * has it by then, or for one person alone. People who are not `present` (disabled, without the right) are nobody: what lies
 * below counts.
 */
export function onCallAt(schedule: Schedule, at: Date, present: Present): OnCall {
  let who = byLayers(schedule, at, present);
  for (const one of schedule.overrides) {
    if (!within(one, at) || !present.has(one.personId)) continue;
    if (one.insteadOfId !== null && one.insteadOfId !== who.personId) continue;
    who = { personId: one.personId, overrideId: one.id, layer: null };
  }
  return who;
}

/** Where the hours of a layer begin and end, by every clock that may count. */
function boundsOfHours({ hours, hoursOf }: Layer, from: Date, to: Date, zone: string, present: Present): Date[] {
  if (hours === null) return [];
  const own = hoursOf === 'person' ? [...present.values()].filter((one) => one !== null) : [];
  return [...new Set([zone, ...own])].flatMap((clock) => {
    const first = dayAfter(wallTimeOf(from, clock).day, -1);
    const days = daysBetween(first, wallTimeOf(to, clock).day) + 1;
    return Array.from({ length: days }, (_, passed) => spansOf(hours, dayAfter(first, passed), clock)).flatMap(
      (spans) => spans.flatMap((span) => [span.from, span.to]),
    );
  });
}

const same = (a: OnCall, b: OnCall) =>
  a.personId === b.personId && a.overrideId === b.overrideId && a.layer === b.layer;

/** Who is on call from `from` to `to`, without a gap: stretches with nobody are there as such. */
export function segmentsOf(schedule: Schedule, from: Date, to: Date, present: Present): Segment[] {
  const { layers, overrides, timeZone } = schedule;
  const bounds = [
    from,
    ...layers.flatMap((layer) => {
      const zone = layer.timeZone ?? timeZone;
      return [...handoversOf(layer, from, to, zone), ...boundsOfHours(layer, from, to, zone, present)];
    }),
    ...overrides.flatMap((one) => [one.from, one.to]),
  ].map((bound) => bound.getTime());
  const starts = [...new Set(bounds)]
    .filter((at) => at >= from.getTime() && at < to.getTime())
    .toSorted((a, b) => a - b);
  const segments: Segment[] = [];
  for (const [index, start] of starts.entries()) {
    const who = onCallAt(schedule, new Date(start), present);
    const end = new Date(starts[index + 1] ?? to.getTime());
    const last = segments.at(-1);
    if (last && same(last, who)) segments[segments.length - 1] = { ...last, to: end };
    else segments.push({ ...who, from: new Date(start), to: end });
  }
  return segments;
}
