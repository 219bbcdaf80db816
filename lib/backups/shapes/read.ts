import { type Told, UnreadableDocument, type Whole } from '@/lib/backups/shapes/types';
import { momentOfWall } from '@/lib/core/datetime-wall';
import { isObject, type Json, type JsonObject, jsonOf } from '@/lib/core/json';

const YEARS = { first: 1990, last: 2200 };

function believed(date: Date): Date | undefined {
  const year = date.getUTCFullYear();
  return year >= YEARS.first && year <= YEARS.last ? date : undefined;
}

/** JSON as a whole document. @throws UnreadableDocument */
export function wholeJson(text: string): Json {
  if (text.trim() === '') throw new UnreadableDocument('empty');
  const value = jsonOf(text);
  if (value === undefined) throw new UnreadableDocument('not_json');
  return value;
}

const ZONED = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d{1,9}))?\s?(Z|[+-]\d\d:?\d\d)$/;

/** ISO 8601 with an offset; digits beyond milliseconds (Go, .NET print seven to nine) are cut. */
export function zonedTime(said: string): Date | undefined {
  const parts = said.trim().match(ZONED);
  if (!parts) return undefined;
  const [, day, clock, fraction = '', offset] = parts;
  const zone = offset === 'Z' ? 'Z' : `${offset?.slice(0, 3)}:${offset?.slice(-2)}`;
  const date = new Date(
    `${day}T${clock}.${fraction.padEnd(3, '0').slice(0, 3)}${zone}`.replace(/T(\d\d:\d\d)\./, 'T$1:00.'),
  );
  return Number.isNaN(date.getTime()) ? undefined : believed(date);
}

/** A local time without zone, as a clock in `zone` shows it. */
export function localTime(said: string, zone: string): Date | undefined {
  const parts = said.trim().match(/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d{1,9})?$/);
  const date = parts ? momentOfWall(`${parts[1]}T${parts[2]}`, zone) : null;
  return date ? believed(date) : undefined;
}

/** Seconds since 1970, as a number or as text. */
export function epochTime(said: number | undefined): Date | undefined {
  return said === undefined || said <= 0 || said > 1e11 ? undefined : believed(new Date(said * 1000));
}

/** A size or a length that may be believed. */
export function positive(said: number | undefined): number | undefined {
  return said !== undefined && said >= 0 && said <= Number.MAX_SAFE_INTEGER ? said : undefined;
}

/** `later` minus `earlier` in seconds, never below zero. */
export function secondsBetween(earlier: Date, later: Date): number {
  return Math.max(0, (later.getTime() - earlier.getTime()) / 1000);
}

type Skipped = NonNullable<Told['skipped']>[number];

/** No tool says more in a line that tells of damage; patterns are looked for in no more. */
const LINE_MOST = 2_000;

/** The lines that a tool printed, each cut to what may be looked through. */
export function linesOf(said: string): readonly string[] {
  return said.split('\n').map((line) => line.slice(0, LINE_MOST));
}

/** Each row of a list read by itself; those that cannot be are named by their place. */
export function readRows<T>(rows: readonly Json[], place: string, read: (row: JsonObject) => T | null) {
  const found: T[] = [];
  const skipped: Skipped[] = [];
  for (const [index, row] of rows.entries()) {
    const one = isObject(row) ? read(row) : null;
    if (one) found.push(one);
    else skipped.push({ place: `${place}[${index}]`, code: 'broken' });
  }
  return { found, skipped };
}

/** A list takes away what it does not name only where every row of it was read: a copy may stand in the one that was not. */
export function wholeList(whole: readonly Whole[], skipped: readonly Skipped[], place: string) {
  if (skipped.length === 0) return { whole, skipped };
  return { whole: [], skipped: [{ place, code: 'not_whole' } satisfies Skipped, ...skipped] };
}
