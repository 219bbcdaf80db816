import { dayAfter, daysBetween, instantOf, wallTimeOf, weekdayOf } from '@/lib/core/datetime-zones';
import type { Layer, OnCall, Override, Schedule, Segment, WeekHours } from '@/lib/escalation/types';

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

const handoverOf = ({ from, everyDays, handover }: Layer, turn: number, zone: string) =>
  instantOf({ day: dayAfter(from, turn * everyDays), minute: handover }, zone);

const endOf = ({ until, handover }: Layer, zone: string) =>
  until === null ? null : instantOf({ day: until, minute: handover }, zone);

/** Which turn of a layer a moment is in: 0 is the first; null before it begins or after it ended. */
function turnAt(layer: Layer, at: Date, zone: string): number | null {
  if (layer.people.length === 0 || at < handoverOf(layer, 0, zone)) return null;
  const end = endOf(layer, zone);
  if (end !== null && at >= end) return null;
  const turn = Math.floor(daysBetween(layer.from, wallTimeOf(at, zone).day) / layer.everyDays);
  return at < handoverOf(layer, turn, zone) ? turn - 1 : turn;
}

function inLayer(layer: Layer, at: Date, zone: string): string | null {
  const turn = turnAt(layer, at, zone);
  if (turn === null || (layer.hours !== null && !inHours(layer.hours, at, zone))) return null;
  return layer.people[turn % layer.people.length] ?? null;
}

/**
 * Who is on call at a moment: the newest override that has it, else the last layer that has somebody. People who are not in
 * `present` (disabled, without the right) are nobody: what lies below counts.
 */
export function onCallAt({ timeZone, layers, overrides }: Schedule, at: Date, present: ReadonlySet<string>): OnCall {
  const taken = overrides.findLast((one) => within(one, at) && present.has(one.personId));
  if (taken) return { personId: taken.personId, overrideId: taken.id, layer: null };
  for (let layer = layers.length - 1; layer >= 0; layer -= 1) {
    const one = layers[layer];
    const personId = one ? inLayer(one, at, timeZone) : null;
    if (personId !== null && present.has(personId)) return { personId, overrideId: null, layer };
  }
  return { personId: null, overrideId: null, layer: null };
}

function boundsOfLayer(layer: Layer, from: Date, to: Date, zone: string): Date[] {
  const first = dayAfter(wallTimeOf(from, zone).day, -1);
  const days = daysBetween(first, wallTimeOf(to, zone).day) + 1;
  const bounds: Date[] = [];
  for (let passed = 0; passed <= days; passed += 1) {
    const day = dayAfter(first, passed);
    const since = daysBetween(layer.from, day);
    if (since >= 0 && since % layer.everyDays === 0) bounds.push(instantOf({ day, minute: layer.handover }, zone));
    for (const span of spansOf(layer.hours ?? [], day, zone)) bounds.push(span.from, span.to);
  }
  const end = endOf(layer, zone);
  return end === null ? bounds : [...bounds, end];
}

const boundsOfOverride = ({ from, to }: Override) => [from, to];

const same = (a: OnCall, b: OnCall) =>
  a.personId === b.personId && a.overrideId === b.overrideId && a.layer === b.layer;

/** Who is on call from `from` to `to`, without a gap: stretches with nobody are there as such. */
export function segmentsOf(schedule: Schedule, from: Date, to: Date, present: ReadonlySet<string>): Segment[] {
  const { layers, overrides, timeZone } = schedule;
  const bounds = [
    from,
    ...layers.flatMap((layer) => boundsOfLayer(layer, from, to, timeZone)),
    ...overrides.flatMap(boundsOfOverride),
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
