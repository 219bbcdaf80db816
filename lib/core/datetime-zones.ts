/** What a clock on the wall shows: a day, `2026-11-22`, and minutes since its midnight. */
export type WallTime = { readonly day: string; readonly minute: number };

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', calendar: 'iso8601', numberingSystem: 'latn' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  formatters.set(timeZone, made);
  return made;
}

/** The wall's time as if its clock were in UTC, in ms. */
function wallMs(at: number, timeZone: string): number {
  const parts = formatter(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/** How far the zone's clocks are ahead of UTC at a moment, in ms. */
function offsetAt(at: number, timeZone: string): number {
  return wallMs(at, timeZone) - Math.floor(at / 1000) * 1000;
}

/** What a clock on the wall of the zone shows at a moment; seconds are left out. */
export function wallTimeOf(at: Date, timeZone: string): WallTime {
  const wall = wallMs(at.getTime(), timeZone);
  const day = Math.floor(wall / DAY_MS) * DAY_MS;
  return { day: new Date(day).toISOString().slice(0, 10), minute: Math.floor((wall - day) / MINUTE_MS) };
}

/**
 * The moment at which a clock on the wall of the zone shows this, as RFC 5545 and Temporal ("compatible") read it: a time
 * that exists twice is its first, one that is skipped is as long after the change as it would have been without it.
 */
export function instantOf({ day, minute }: WallTime, timeZone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS;
  const before = offsetAt(wall - DAY_MS, timeZone);
  const after = offsetAt(wall + DAY_MS, timeZone);
  const real = [before, after].map((offset) => ({ at: wall - offset, offset }));
  const found = real.filter(({ at, offset }) => offsetAt(at, timeZone) === offset).map(({ at }) => at);
  return new Date(found.length > 0 ? Math.min(...found) : wall - before);
}

/** The day so many days later in the calendar. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days of the calendar lie between. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** ISO 8601: 1 Monday … 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
