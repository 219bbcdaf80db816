import { expect, it } from 'vitest';
import { endOfDay, localDay } from '@/lib/acceptances/last-day';

const FAR = new Date('2030-01-01T00:00:00Z');

it('a day ends with its last moment, days of 23 and 25 hours too', () => {
  for (const day of ['2026-11-22', '2027-02-28', '2028-02-29', '2027-03-28', '2027-10-31', '2027-12-31']) {
    const end = endOfDay(day, FAR);
    expect(end && localDay(new Date(end.getTime() - 1))).toBe(day);
    expect(end && localDay(end)).not.toBe(day);
  }
});

it('the last day that is allowed ends when the policy says', () => {
  const latest = new Date(2026, 11, 22, 13, 30);
  expect(endOfDay('2026-12-22', latest)).toEqual(latest);
  expect(endOfDay('2026-12-23', latest)).toEqual(latest);
});

it.each(['', '2026-13-01', '2027-02-29', '22.11.2026', '2026-1-1'])('%j is no day', (day) => {
  expect(endOfDay(day, FAR)).toBeNull();
});
