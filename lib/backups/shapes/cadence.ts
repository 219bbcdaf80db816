import { Cron } from 'croner';

const TEXT_MAX = 200;
/** Runs that are looked at: more than a year of weeks. */
const RUNS = 60;
/** A Thursday; what a pattern says does not depend on it. */
const FROM = new Date('2026-01-01T00:00:00Z');
const UNITS = { h: 60, m: 1, s: 1 / 60, ms: 1 / 60_000 } as const;

/** Minutes of a duration as Go writes it: `720h0m0s`; null: it is none. https://pkg.go.dev/time#ParseDuration */
export function goMinutes(said: string): number | null {
  if (said.length > TEXT_MAX || !/^(?:\d{1,9}(?:\.\d{1,9})?(?:h|ms|m|s))+$/.test(said)) return null;
  let minutes = 0;
  for (const [, amount, unit] of said.matchAll(/([\d.]+)(h|ms|m|s)/g)) {
    if (unit === 'h' || unit === 'm' || unit === 's' || unit === 'ms') minutes += Number(amount) * UNITS[unit];
  }
  return minutes > 0 ? minutes : null;
}

/**
 * The longest time between two runs of a schedule, in minutes; null: nobody can tell. Five fields, `@daily` and the like, or
 * `@every 6h`, with a zone in front or not: what Velero takes (robfig/cron, standard parser). Clock changes are left out.
 */
export function longestPause(said: string): number | null {
  const text = said.trim().replace(/^(?:CRON_)?TZ=\S+\s+/, '');
  if (text.length > TEXT_MAX) return null;
  const every = text.match(/^@every\s+(\S+)$/);
  if (every) return goMinutes(every[1] ?? '');
  if (!text.startsWith('@') && text.split(/\s+/).length !== 5) return null;
  try {
    const runs = new Cron(text, { timezone: 'UTC', paused: true }).nextRuns(RUNS, FROM);
    const pauses = runs.slice(1).map((run, index) => run.getTime() - (runs[index]?.getTime() ?? 0));
    return pauses.length === 0 ? null : Math.max(...pauses) / 60_000;
  } catch {
    return null;
  }
}
