import { zoneOffset } from '@/lib/core/datetime';

/** `2026-11-22T12:00:05.123456789`, or with a space, with or without its fraction. */
const WRITTEN = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?$/;

/** What was written by the reader's clock, as UTC to the nanosecond; null where it is no time. */
export function writtenTime(written: string, zone: string): string | null {
  const [, day, minute, second = '00', fraction = ''] = written.trim().match(WRITTEN) ?? [];
  const wall = day ? Date.parse(`${day}T${minute}:${second}Z`) : Number.NaN;
  if (!Number.isFinite(wall)) return null;
  // The offset of the moment itself, which is not yet known: that of the wall's time is off by an hour at most.
  const near = wall - zoneOffset(new Date(wall), zone);
  const at = new Date(wall - zoneOffset(new Date(near), zone)).toISOString().slice(0, 19);
  return `${at}.${fraction.padEnd(9, '0')}Z`;
}
