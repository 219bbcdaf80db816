import { dayAfter, daysBetween, instantOf, wallTimeOf } from '@/lib/core/datetime-zones';
import type { Layer, TurnUnit } from '@/lib/escalation/types';

const DAY = 1440;
const MINUTES: Readonly<Record<TurnUnit, number>> = { hours: 60, days: DAY, weeks: 7 * DAY };

const lengthOf = ({ every, unit }: Layer) => every * MINUTES[unit];

/**
 * When a turn begins, the first being 0. Turns are counted on the wall: a night from 20:00 to 08:00 stays one when the clocks
 * change. A time that is skipped or exists twice is read as RFC 5545 says (`instantOf`).
 */
function handoverOf(layer: Layer, turn: number, zone: string): Date {
  const minutes = layer.handover + turn * lengthOf(layer);
  const days = Math.floor(minutes / DAY);
  return instantOf({ day: dayAfter(layer.from, days), minute: minutes - days * DAY }, zone);
}

function endOf({ until, handover }: Layer, zone: string): Date | null {
  return until === null ? null : instantOf({ day: until, minute: handover }, zone);
}

/** The turn that a moment is in, as if the layer had neither beginning nor end. */
function turnNear(layer: Layer, at: Date, zone: string): number {
  const { day, minute } = wallTimeOf(at, zone);
  const passed = daysBetween(layer.from, day) * DAY + minute - layer.handover;
  let turn = Math.floor(passed / lengthOf(layer));
  // Where the clocks changed in between, the wall tells of the neighbour.
  while (at < handoverOf(layer, turn, zone)) turn -= 1;
  while (at >= handoverOf(layer, turn + 1, zone)) turn += 1;
  return turn;
}

/** Which turn of a layer a moment is in: 0 is the first; null before it begins or after it ended. */
export function turnAt(layer: Layer, at: Date, zone: string): number | null {
  if (layer.people.length === 0 || at < handoverOf(layer, 0, zone)) return null;
  const end = endOf(layer, zone);
  return end !== null && at >= end ? null : turnNear(layer, at, zone);
}

/** The handovers of a layer from one moment to another, and its end. */
export function handoversOf(layer: Layer, from: Date, to: Date, zone: string): readonly Date[] {
  const found: Date[] = [];
  for (let turn = Math.max(0, turnNear(layer, from, zone)); ; turn += 1) {
    const at = handoverOf(layer, turn, zone);
    if (at >= to) break;
    found.push(at);
  }
  const end = endOf(layer, zone);
  return end === null ? found : [...found, end];
}
