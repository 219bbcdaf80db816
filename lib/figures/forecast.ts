import { weeksAfter } from '@/lib/figures/rules';
import type { Forecast, WeekPoint } from '@/lib/figures/types';

/** Past weeks that are resampled; with fewer than the least nothing is said. */
export const FORECAST_FROM = 8;
export const FORECAST_LEAST = 4;
const AHEAD = 8;
const YEAR = 52;
const RUNS = 1000;
const [LOW, HIGH] = [0.1, 0.9];

/** Mulberry32: the same past always gives the same forecast. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What is open at the end of each week of one made-up year: each takes the net change of some past week. */
function future(open: number, changes: readonly number[], next: () => number): number[] {
  let left = open;
  return Array.from({ length: YEAR }, () => {
    left = Math.max(0, left + (changes[Math.floor(next() * changes.length)] ?? 0));
    return left;
  });
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

const sortedOf = (values: readonly number[]) => [...values].sort((a, b) => a - b);

/**
 * Bootstrap of the weekly net changes of the last eight whole weeks after `since`: the week in which the first reports
 * came is a start, no change. Null where fewer than four such weeks are known.
 */
export function forecastOf(points: readonly WeekPoint[], since: string): Forecast | null {
  const last = points.at(-1);
  const changes = points
    .flatMap((point, index) => {
      const before = points[index - 1];
      return before && before.day >= since ? [point.open - before.open] : [];
    })
    .slice(-FORECAST_FROM);
  if (!last || changes.length < FORECAST_LEAST) return null;
  const next = numbers(last.open);
  const futures = Array.from({ length: RUNS }, () => future(last.open, changes, next));
  const ends = sortedOf(futures.map((weeks) => (weeks.includes(0) ? weeks.indexOf(0) + 1 : Number.POSITIVE_INFINITY)));
  const dayOf = (weeks: number) => (Number.isFinite(weeks) ? weeksAfter(last.day, weeks) : null);
  return {
    weeks: changes.length,
    points: Array.from({ length: AHEAD }, (_, week) => {
      const open = sortedOf(futures.map((weeks) => weeks[week] ?? 0));
      return { day: weeksAfter(last.day, week + 1), low: quantile(open, LOW), high: quantile(open, HIGH) };
    }),
    done: { earliest: dayOf(quantile(ends, LOW)), latest: dayOf(quantile(ends, HIGH)) },
  };
}
