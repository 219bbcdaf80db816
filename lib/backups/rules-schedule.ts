import type { Plan } from '@/lib/backups/types';
import { addDays } from '@/lib/core/datetime';
import { instantOf } from '@/lib/core/datetime-zones';

const DAY_MINUTES = 1440;
const YEAR_DAYS = 366;
const MINUTE_MS = 60_000;

type Times = Pick<Plan, 'everyMinutes' | 'spanMinutes' | 'startMinute' | 'timeZone'>;

/** Minutes after the day's first run at which the others begin. */
function runsOfDay({ everyMinutes, spanMinutes }: Times): number[] {
  const span = Math.min(spanMinutes ?? DAY_MINUTES, DAY_MINUTES);
  const runs = Math.max(1, Math.ceil(span / everyMinutes));
  return Array.from({ length: runs }, (_, run) => run * everyMinutes);
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/** The longest pause between the runs of some days in a row, in minutes: what clocks on the wall do is in it. */
function longestPause(plan: Times, days: readonly string[]): number {
  const start = plan.startMinute ?? 0;
  const runs = days.flatMap((day) =>
    runsOfDay(plan).map((minute) => instantOf({ day, minute: start + minute }, plan.timeZone).getTime()),
  );
  const sorted = runs.sort((a, b) => a - b);
  return Math.max(...sorted.slice(1).map((run, index) => (run - (sorted[index] ?? run)) / MINUTE_MS));
}

/** Days of the coming year whose clocks change in the zone. */
function changeDays(timeZone: string, now: Date): Date[] {
  const noon = (day: Date) => instantOf({ day: dayOf(day), minute: DAY_MINUTES / 2 }, timeZone).getTime();
  const days = Array.from({ length: YEAR_DAYS }, (_, index) => addDays(now, index));
  return days.filter((day) => noon(addDays(day, 1)) - noon(day) !== DAY_MINUTES * MINUTE_MS);
}

/**
 * The longest pause between two runs that the schedule plans, in seconds: the night of one that runs by day only, the day
 * of 25 hours of one that follows a clock on the wall.
 */
export function longestPlannedPause(plan: Times, now: Date): number {
  if (plan.startMinute === null && plan.spanMinutes === null) return plan.everyMinutes * 60;
  // Longer than a day: no clock on the wall is followed.
  if (plan.everyMinutes > DAY_MINUTES) return plan.everyMinutes * 60;
  const around = [now, ...changeDays(plan.timeZone, now)];
  const pauses = around.map((day) =>
    longestPause(
      plan,
      [-1, 0, 1, 2].map((offset) => dayOf(addDays(day, offset))),
    ),
  );
  return Math.max(...pauses) * 60;
}

/**
 * The recovery point that a plan can promise at best, in seconds: its longest pause and the run itself; with an archived
 * log how often that is archived.
 */
export function achievableRpo(plan: Times & Pick<Plan, 'logMinutes'>, runSeconds: number, now: Date): number {
  if (plan.logMinutes !== null) return plan.logMinutes * 60;
  return longestPlannedPause(plan, now) + runSeconds;
}
