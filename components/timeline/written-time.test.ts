import { expect, it } from 'vitest';
import { writtenTime } from '@/components/timeline/written-time';

it.each([
  ['2026-11-22 12:00:05.123', 'Europe/Berlin', '2026-11-22T11:00:05.123000000Z'],
  ['2026-07-01T12:00', 'Europe/Berlin', '2026-07-01T10:00:00.000000000Z'],
  ['2026-11-22 12:00:05,000000001', 'UTC', '2026-11-22T12:00:05.000000001Z'],
  // The night on which Berlin's clocks went forward, and the one on which they went back: the later of the two hours.
  ['2026-03-29 03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000000000Z'],
  ['2026-10-25 03:30', 'Europe/Berlin', '2026-10-25T02:30:00.000000000Z'],
])('%s in %s is %s', (written, zone, expected) => {
  expect(writtenTime(written, zone)).toBe(expected);
});

it.each(['', 'yesterday', '12:00', '2026-11-22', '2026-13-40 12:00', '2026-11-22 12:00Z'])(
  '%s is no time',
  (written) => {
    expect(writtenTime(written, 'UTC')).toBeNull();
  },
);
