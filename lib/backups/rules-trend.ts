import type { Plan, Point } from '@/lib/backups/types';

const DAY_MS = 86_400_000;
/** Fewer runs than these, or runs within less than a week, tell no trend. */
const RUNS_MIN = 5;
const DAYS_MIN = 7;
/** A line is believed as far ahead as it looks back, and never further than this. */
const AHEAD_DAYS_MAX = 365;

/** A straight line through values over days: the value at the newest day, and what a day adds. */
export type Trend = { readonly now: number; readonly perDay: number; readonly days: number; readonly runs: number };

type Value = { readonly at: Date; readonly value: number };

/** Least squares; null where too little is known. */
export function trendOf(values: readonly Value[]): Trend | null {
  const sorted = [...values].sort((a, b) => a.at.getTime() - b.at.getTime());
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last || sorted.length < RUNS_MIN) return null;
  const days = (last.at.getTime() - first.at.getTime()) / DAY_MS;
  if (days < DAYS_MIN) return null;
  const xs = sorted.map(({ at }) => (at.getTime() - last.at.getTime()) / DAY_MS);
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
  const [meanX, meanY] = [mean(xs), mean(sorted.map(({ value }) => value))];
  const spread = xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
  const together = xs.reduce((sum, x, index) => sum + (x - meanX) * ((sorted[index]?.value ?? meanY) - meanY), 0);
  const perDay = spread === 0 ? 0 : together / spread;
  return { now: meanY - perDay * meanX, perDay, days, runs: sorted.length };
}

const runSeconds = ({ startedAt, endedAt }: Point) =>
  startedAt && endedAt ? (endedAt.getTime() - startedAt.getTime()) / 1000 : null;

/** Runs of one kind that ended well: a full copy and an increment have nothing in common. */
function lasted(
  points: readonly Point[],
): { readonly at: Date; readonly value: number; readonly kind: Point['kind'] }[] {
  return points.flatMap((point) => {
    const value = runSeconds(point);
    const counts = value !== null && point.kind !== 'log' && point.clock === null && point.status === 'ok';
    return counts ? [{ at: point.at, value, kind: point.kind }] : [];
  });
}

/** The longest of the recent runs, in seconds; null where no tool tells how long they take. */
export function longestRun(points: readonly Point[], now: Date): number | null {
  const recent = lasted(points).filter(({ at }) => at.getTime() >= now.getTime() - 30 * DAY_MS);
  return recent.length === 0 ? null : Math.max(...recent.map(({ value }) => value));
}

export const durationTrend = (points: readonly Point[], kind: Point['kind']): Trend | null =>
  trendOf(lasted(points).filter((one) => one.kind === kind));

export function sizeTrend(points: readonly Point[]): Trend | null {
  const sized = points.filter(({ kind, clock, status }) => kind !== 'log' && clock === null && status === 'ok');
  return trendOf(sized.flatMap(({ at, bytes }) => (bytes === null ? [] : [{ at, value: bytes }])));
}

export type WindowForecast =
  | { readonly kind: 'missed'; readonly seconds: number; readonly limit: number }
  | { readonly kind: 'forecast'; readonly on: Date; readonly limit: number };

/** Whether runs outgrow the time in which they have to be over: already, or when, if they go on growing as they do. */
export function windowForecast(
  points: readonly Point[],
  plan: Pick<Plan, 'windowMinutes'>,
  now: Date,
): WindowForecast | null {
  if (plan.windowMinutes === null) return null;
  const limit = plan.windowMinutes * 60;
  const longest = longestRun(points, now);
  if (longest !== null && longest > limit) return { kind: 'missed', seconds: longest, limit };
  const kinds = [...new Set(lasted(points).map(({ kind }) => kind))];
  const ahead = kinds.flatMap((kind) => {
    const trend = durationTrend(points, kind);
    if (!trend || trend.perDay <= 0) return [];
    const days = (limit - trend.now) / trend.perDay;
    return days >= 0 && days <= Math.min(trend.days * 2, AHEAD_DAYS_MAX) ? [days] : [];
  });
  return ahead.length === 0
    ? null
    : { kind: 'forecast', on: new Date(now.getTime() + Math.min(...ahead) * DAY_MS), limit };
}
