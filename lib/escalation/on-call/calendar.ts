import { dayAfter, instantOf, wallTimeOf, weekdayOf } from '@/lib/core/datetime-zones';
import type { Segment } from '@/lib/escalation/types';

export type Week = {
  readonly from: Date;
  readonly to: Date;
  /** Days of the week, each with where it begins in it, 0 to 1: of a week in which the clocks change they are not all alike. */
  readonly days: readonly { readonly at: Date; readonly left: number }[];
};

/** So many weeks of the calendar from the one that a moment is in, Monday to Sunday by a zone's wall. */
export function weeksFrom(now: Date, count: number, zone: string): readonly Week[] {
  const { day } = wallTimeOf(now, zone);
  const monday = dayAfter(day, 1 - weekdayOf(day));
  const midnight = (days: number) => instantOf({ day: dayAfter(monday, days), minute: 0 }, zone);
  return Array.from({ length: count }, (_, week) => {
    const [from, to] = [midnight(7 * week), midnight(7 * week + 7)];
    const days = Array.from({ length: 7 }, (_day, of) => midnight(7 * week + of));
    return { from, to, days: days.map((at) => ({ at, left: shareOf(at, from, to) })) };
  });
}

const shareOf = (at: Date, from: Date, to: Date) =>
  (at.getTime() - from.getTime()) / Math.max(1, to.getTime() - from.getTime());

export type Bar<T> = { readonly segment: T; readonly left: number; readonly width: number };

/** The parts of segments that lie in a week, as shares of it. */
export function barsOf<T extends Pick<Segment, 'from' | 'to'>>(segments: readonly T[], { from, to }: Week): Bar<T>[] {
  return segments
    .filter((one) => one.from < to && one.to > from)
    .map((segment) => {
      const left = Math.max(0, shareOf(segment.from, from, to));
      return { segment, left, width: Math.min(1, shareOf(segment.to, from, to)) - left };
    });
}
