import { addDays, isoDay, utcDay } from '@/lib/core/datetime';
import { SEVERITIES, type SeverityName, severityName } from '@/lib/findings/severity';
import type { BySeverity, TrendPoint } from '@/lib/overview/types';

const TREND_WEEKS = 12;
const WEEK_DAYS = 7;

/** One sum of finding_flow; `day` is a UTC day `YYYY-MM-DD`. */
export type Flow = { readonly day: string; readonly severity: number; readonly entered: number; readonly left: number };

export function bySeverity<T>(make: (severity: SeverityName) => T): BySeverity<T> {
  return {
    critical: make('critical'),
    high: make('high'),
    medium: make('medium'),
    low: make('low'),
    info: make('info'),
  };
}

/** Most urgent first: the order in which people read severities. */
export const SEVERITIES_DOWN = [...SEVERITIES].reverse();

/** The day from which "since last week" counts, a week before `now`. */
export function weekAgo(now: Date): string {
  return isoDay(addDays(utcDay(now), -WEEK_DAYS));
}

/** Ends of the weeks of the trend, oldest first; the last one is today. */
export function trendDays(now: Date): string[] {
  const today = utcDay(now);
  return Array.from({ length: TREND_WEEKS + 1 }, (_, week) => isoDay(addDays(today, (week - TREND_WEEKS) * WEEK_DAYS)));
}

/**
 * Cumulates the flow into what was open at the end of each of `days` (ascending). What lies after the last day, as a
 * report with a clock ahead of ours dates it, counts as today, so that the last point is what is open now.
 */
export function trendOf(flows: readonly Flow[], days: readonly string[]): TrendPoint[] {
  const last = days.length - 1;
  const weekOf = (day: string) => {
    const week = days.findIndex((end) => day <= end);
    return week === -1 ? last : week;
  };
  const weeks = days.map(() => ({ net: new Map<SeverityName, number>(), entered: 0, left: 0 }));
  for (const { day, severity, entered, left } of flows) {
    const week = weeks[weekOf(day)];
    if (!week) continue;
    const name = severityName(severity);
    week.net.set(name, (week.net.get(name) ?? 0) + entered - left);
    week.entered += entered;
    week.left += left;
  }
  let open = bySeverity(() => 0);
  return weeks.map(({ net, entered, left }, index) => {
    const before = open;
    open = bySeverity((severity) => before[severity] + (net.get(severity) ?? 0));
    return { day: days[index] ?? '', open, entered, left };
  });
}

export function sumSeverities(counts: BySeverity<number>): number {
  return SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);
}
