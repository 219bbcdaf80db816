import { zoneOffset } from '@/lib/core/datetime';

const QUARTER_MS = 900_000;
const KEPT_MAX = 2_000;
const kept = new Map<string, number>();

/** Offsets change at quarters of an hour at the most; asking for one takes as long as reading a line. */
function offsetAt(local: number, zone: string): number {
  const quarter = Math.floor(local / QUARTER_MS);
  const key = `${zone} ${quarter}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const guess = local - zoneOffset(new Date(local), zone);
  const offset = zoneOffset(new Date(guess), zone);
  if (kept.size >= KEPT_MAX) kept.clear();
  kept.set(key, offset);
  return offset;
}

/** `+02:00`. */
function written(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const part = (value: number) => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${part(Math.floor(minutes / 60))}:${part(minutes % 60)}`;
}

/**
 * A clock's reading with the offset that its zone had then: `2026-11-22T10:00:00` in Europe/Berlin is `…+01:00`. Of an hour that
 * comes twice it is one of both; one that is left out counts on from the hour before.
 * @param zone an IANA name; null: the clock shows UTC
 */
export function withOffset(reading: string, zone: string | null): string {
  if (zone === null) return `${reading}Z`;
  const local = Date.parse(`${reading.slice(0, 19)}Z`);
  return Number.isNaN(local) ? `${reading}Z` : `${reading}${written(offsetAt(local, zone))}`;
}
