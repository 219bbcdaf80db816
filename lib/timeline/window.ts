import { HOUR_MS } from '@/lib/core/datetime';

export type Window = { readonly from: Date; readonly to: Date };

/** Nothing is kept for longer (lib/events/classes.ts). */
const WIDEST_MS = 400 * 24 * HOUR_MS;
/** 1990, as lib/events/complete.ts has it: times before it are a clock that was never set. */
const EARLIEST = Date.UTC(1990, 0, 1);
/** Columns of the picture. */
const BUCKETS = 240;

type Lasted = { readonly occurredAt: Date | null; readonly detectedAt: Date; readonly closedAt: Date | null };

/** From an hour before the earliest evidence to an hour after the end, which is now as long as there is none. */
export function wholeWindow({ occurredAt, detectedAt, closedAt }: Lasted, now: Date): Window {
  const end = (closedAt ?? now).getTime() + HOUR_MS;
  const begin = Math.min((occurredAt ?? detectedAt).getTime(), end - 2 * HOUR_MS) - HOUR_MS;
  return { from: new Date(Math.max(begin, EARLIEST, end - WIDEST_MS)), to: new Date(end) };
}

/** What an address asks for, within what can be; else the whole. */
export function windowIn(asked: { readonly from: Date | null; readonly to: Date | null }, whole: Window): Window {
  const { from, to } = asked;
  if (!from || !to || from >= to || from.getTime() < EARLIEST) return whole;
  return { from: new Date(Math.max(from.getTime(), to.getTime() - WIDEST_MS)), to };
}

const SECOND = 1_000_000;
/** In microseconds, as people count time. */
const WIDTHS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].flatMap((micros) => [micros, micros * 1000]),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800].map(
    (seconds) => seconds * SECOND,
  ),
].toSorted((a, b) => a - b);

export type Buckets = {
  readonly micros: number;
  /** Number of the first bucket since 1970, and how many there are. */
  readonly first: number;
  readonly count: number;
};

/** The finest width with which a window has not more than 240 buckets; they lie the same whatever part of time is shown. */
export function bucketsOf({ from, to }: Window): Buckets {
  const span = (to.getTime() - from.getTime()) * 1000;
  const micros = WIDTHS.find((width) => span / width <= BUCKETS) ?? 2 * 86_400 * SECOND;
  const first = Math.floor((from.getTime() * 1000) / micros);
  const last = Math.floor((to.getTime() * 1000 - 1) / micros);
  return { micros, first, count: last - first + 1 };
}
