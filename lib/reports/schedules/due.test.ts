import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wallTimeOf, weekdayOf } from '@/lib/core/datetime-zones';
import { nextDue, type Rhythm } from '@/lib/reports/schedules/due';
import { CADENCES } from '@/lib/reports/schema';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'];

const rhythm = fc.record({
  cadence: fc.constantFrom(...CADENCES),
  weekday: fc.integer({ min: 1, max: 7 }),
  hour: fc.integer({ min: 0, max: 23 }),
  timeZone: fc.constantFrom(...ZONES),
});
const moment = fc.date({ min: new Date('2015-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });

it('is after now, on its day, at its hour on the wall but where the clocks skip it, and none is left out', () => {
  fc.assert(
    fc.property(rhythm, moment, (one, now) => {
      const due = nextDue(one, now);
      expect(due.getTime()).toBeGreaterThan(now.getTime());
      const { day, minute } = wallTimeOf(due, one.timeZone);
      if (one.cadence === 'weekly') expect(weekdayOf(day)).toBe(one.weekday);
      else expect(day.slice(8)).toBe('01');
      if (one.cadence === 'quarterly') expect(['01', '04', '07', '10']).toContain(day.slice(5, 7));
      expect(minute - one.hour * 60).toBeGreaterThanOrEqual(0);
      expect(minute - one.hour * 60).toBeLessThanOrEqual(60);
      // Between now and then there is no other: the one before the next lies at now or earlier.
      expect(nextDue(one, new Date(due.getTime() - 1))).toEqual(due);
      const between = new Date(now.getTime() + (due.getTime() - now.getTime()) / 2);
      expect(nextDue(one, between)).toEqual(due);
    }),
  );
});

it('keeps to the wall over daylight saving', () => {
  const monday: Rhythm = { cadence: 'weekly', weekday: 1, hour: 9, timeZone: 'Europe/Berlin' };
  expect(nextDue(monday, new Date('2026-10-19T07:00:00Z')).toISOString()).toBe('2026-10-26T08:00:00.000Z');
  expect(nextDue(monday, new Date('2026-10-12T07:00:00Z')).toISOString()).toBe('2026-10-19T07:00:00.000Z');
  const skipped: Rhythm = { cadence: 'weekly', weekday: 7, hour: 2, timeZone: 'Europe/Berlin' };
  expect(nextDue(skipped, new Date('2027-03-27T12:00:00Z')).toISOString()).toBe('2027-03-28T01:00:00.000Z');
});
