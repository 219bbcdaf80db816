import { momentOf } from '@/lib/incidents/clocks';
import type { ClockView } from '@/lib/incidents/view-types';

/** How a clock stands: running, past a warning, past its end; stopped in time or too late. */
export const CLOCK_STATES = ['running', 'warned', 'breached', 'kept', 'missed'] as const;
export type ClockState = (typeof CLOCK_STATES)[number];

export type ClockStanding = {
  readonly state: ClockState;
  /** Milliseconds that were left when it stopped, or are left now; negative: so much too late. */
  readonly leftMs: number;
  /** Percent of its time that is over, 0 to 100. */
  readonly percent: number;
};

type Clock = Pick<ClockView, 'startedAt' | 'dueAt' | 'stoppedAt' | 'marks'>;

/** How a clock stands at `now`. */
export function standingOf({ startedAt, dueAt, stoppedAt, marks }: Clock, now: Date): ClockStanding {
  const [start, due] = [new Date(startedAt), new Date(dueAt)];
  const at = stoppedAt === null ? now : new Date(stoppedAt);
  const leftMs = due.getTime() - at.getTime();
  const whole = due.getTime() - start.getTime();
  const percent = whole <= 0 ? 100 : Math.min(100, Math.max(0, ((whole - leftMs) / whole) * 100));
  const [first] = marks;
  const warned = first !== undefined && at >= momentOf(start, due, first);
  if (stoppedAt !== null) return { state: leftMs < 0 ? 'missed' : 'kept', leftMs, percent };
  if (leftMs <= 0) return { state: 'breached', leftMs, percent };
  return { state: warned ? 'warned' : 'running', leftMs, percent };
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The two largest units of a stretch of time, whatever its sign: days and hours, hours and minutes, minutes and seconds. */
export type Stretch =
  | { readonly unit: 'days'; readonly days: number; readonly hours: number }
  | { readonly unit: 'hours'; readonly hours: number; readonly minutes: number }
  | { readonly unit: 'minutes'; readonly minutes: number; readonly seconds: number };

/** Whole units: what is left is never told longer than it is. */
export function stretchOf(ms: number): Stretch {
  const all = Math.abs(ms);
  const of = (unit: number, within: number) => Math.floor((all % within) / unit);
  if (all >= DAY) return { unit: 'days', days: Math.floor(all / DAY), hours: of(HOUR, DAY) };
  if (all >= HOUR) return { unit: 'hours', hours: Math.floor(all / HOUR), minutes: of(MINUTE, HOUR) };
  return { unit: 'minutes', minutes: Math.floor(all / MINUTE), seconds: of(SECOND, MINUTE) };
}
