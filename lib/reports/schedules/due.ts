import { dayAfter, instantOf, wallTimeOf, weekdayOf } from '@/lib/core/datetime-zones';
import type { Cadence } from '@/lib/reports/schema';

export type Rhythm = {
  readonly cadence: Cadence;
  /** Of a weekly one: 1 Monday to 7 Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly timeZone: string;
};

const QUARTERS = ['01', '04', '07', '10'];
/** A quarter has at most 92 days. */
const LOOK_AHEAD = 93;

function falls(day: string, { cadence, weekday }: Rhythm): boolean {
  if (cadence === 'weekly') return weekdayOf(day) === weekday;
  return day.endsWith('-01') && (cadence === 'monthly' || QUARTERS.includes(day.slice(5, 7)));
}

/**
 * When the next report is due: the first of its days whose hour on the wall of the zone lies after `after`. An hour that the
 * clocks skip is moved on, one that they show twice means the first.
 */
export function nextDue(rhythm: Rhythm, after: Date): Date {
  const { day: today } = wallTimeOf(after, rhythm.timeZone);
  for (let ahead = 0; ahead <= LOOK_AHEAD; ahead++) {
    const day = dayAfter(today, ahead);
    if (!falls(day, rhythm)) continue;
    const at = instantOf({ day, minute: rhythm.hour * 60 }, rhythm.timeZone);
    if (at > after) return at;
  }
  throw new Error('a rhythm without a day');
}
