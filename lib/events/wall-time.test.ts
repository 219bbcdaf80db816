import { expect, it } from 'vitest';
import { parseTime } from '@/lib/events/time';
import { withOffset } from '@/lib/events/wall-time';

it.each([
  ['2026-11-22T10:00:00', null, '2026-11-22T10:00:00Z'],
  ['2026-11-22T10:00:00.123456789', 'Europe/Berlin', '2026-11-22T10:00:00.123456789+01:00'],
  ['2026-07-01T10:00:00', 'Europe/Berlin', '2026-07-01T10:00:00+02:00'],
  ['2026-03-29T01:59:59', 'Europe/Berlin', '2026-03-29T01:59:59+01:00'],
  ['2026-03-29T03:00:00', 'Europe/Berlin', '2026-03-29T03:00:00+02:00'],
  ['2026-10-25T01:59:59', 'Europe/Berlin', '2026-10-25T01:59:59+02:00'],
  ['2026-10-25T03:00:00', 'Europe/Berlin', '2026-10-25T03:00:00+01:00'],
  ['2026-11-22T10:00:00', 'America/New_York', '2026-11-22T10:00:00-05:00'],
  ['2026-11-22T10:00:00', 'Asia/Kathmandu', '2026-11-22T10:00:00+05:45'],
  ['2026-02-31T10:00:00', 'Europe/Berlin', '2026-02-31T10:00:00Z'],
])('%s in %s is %s', (reading, zone, whole) => {
  const said = withOffset(reading, zone);
  if (parseTime(whole) === null) expect(parseTime(said)).toBeNull();
  else expect(said).toBe(whole);
});

it.each(['2026-03-29T02:30:00', '2026-10-25T02:30:00'])('%s in Berlin is a moment within the hour', (reading) => {
  const moment = parseTime(withOffset(reading, 'Europe/Berlin')) ?? 0n;
  const utc = parseTime(`${reading}Z`) ?? 0n;
  const hours = Number((utc - moment) / 3_600_000_000_000n);
  expect([1, 2]).toContain(hours);
});
