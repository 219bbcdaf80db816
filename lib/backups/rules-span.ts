import type { Point } from '@/lib/backups/types';

/** How long a restorable point could have been brought back: from `from` on, until `until` (null: still). */
export type Span = { readonly point: Point; readonly from: Date; readonly until: Date | null };

/** Clocks of two machines may differ by so much before one of them is wrong. */
export const CLOCK_SKEW_MS = 5 * 60_000;

type Times = Pick<Point, 'at' | 'startedAt' | 'endedAt'>;

/** Whether a time lies so far ahead of the instant at which it was told that a clock must be wrong. */
export function isAhead(time: Date, told: Date): boolean {
  return time.getTime() > told.getTime() + CLOCK_SKEW_MS;
}

/** How many seconds the latest of a record's times lies ahead of when it was told. */
export function aheadOf({ at, startedAt, endedAt }: Times, told: Date): number {
  const times = [at, startedAt, endedAt].flatMap((time) => time?.getTime() ?? []);
  return Math.round((Math.max(...times) - told.getTime()) / 1000);
}

/** What is wrong with a record's clock, judged when it came; null: nothing. */
export function clockFault({ at, startedAt, endedAt }: Times, told: Date): Point['clock'] {
  if ([at, startedAt, endedAt].some((time) => time !== null && isAhead(time, told))) return 'future';
  if (startedAt && endedAt && endedAt < startedAt) return 'end_before_start';
  return startedAt && at < startedAt ? 'before_start' : null;
}

export const earliest = (times: readonly (Date | null)[]): Date | null =>
  times.reduce((first, time) => (time && (!first || time < first) ? time : first), null);

export const latest = (first: Date, second: Date): Date => (second > first ? second : first);

/** From its end on; from when it was told of, where a clock within the tolerance says a little later. */
function beginOf({ at, endedAt, receivedAt }: Point): Date {
  const said = latest(at, endedAt ?? at);
  return said > receivedAt && !isAhead(said, receivedAt) ? receivedAt : said;
}

/** A whole copy by itself, whatever it is built on; null: it brings nothing back. */
export function spanOf(point: Point): Span | null {
  const { clock, status, damaged, expiresAt, goneAt } = point;
  if (clock !== null || status !== 'ok' || damaged) return null;
  return { point, from: beginOf(point), until: earliest([expiresAt, goneAt]) };
}

/** What is left of a span within the time of what it is built on; null: nothing. */
export function within({ point, from, until }: Span, below: Pick<Span, 'from' | 'until'>): Span | null {
  const both = { point, from: latest(from, below.from), until: earliest([until, below.until]) };
  return both.until && both.until <= both.from ? null : both;
}

export const couldAt =
  (now: Date) =>
  ({ from, until }: Span): boolean =>
    from <= now && (until === null || until > now);
