import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAfter, daysBetween, instantOf, wallTimeOf, weekdayOf } from '@/lib/core/datetime-zones';

const BERLIN = 'Europe/Berlin';
const at = (day: string, hours: number, minutes: number, zone = BERLIN) =>
  instantOf({ day, minute: hours * 60 + minutes }, zone).toISOString();

describe('the moment that a wall shows a time', () => {
  it('follows the zone through the year', () => {
    expect(at('2026-01-15', 9, 0)).toBe('2026-01-15T08:00:00.000Z');
    expect(at('2026-07-15', 9, 0)).toBe('2026-07-15T07:00:00.000Z');
    expect(at('2026-07-15', 9, 0, 'Asia/Kathmandu')).toBe('2026-07-15T03:15:00.000Z');
  });

  it('is an hour later for a time that is skipped', () => {
    expect(at('2026-03-29', 2, 30)).toBe('2026-03-29T01:30:00.000Z');
    expect(wallTimeOf(new Date('2026-03-29T01:30:00Z'), BERLIN)).toEqual({ day: '2026-03-29', minute: 210 });
  });

  it('is the first one of a time that exists twice', () => {
    expect(at('2026-10-25', 2, 30)).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-10-25', 3, 0)).toBe('2026-10-25T02:00:00.000Z');
  });

  it('knows changes of half an hour, and a midnight that is skipped', () => {
    expect(at('2026-10-04', 2, 15, 'Australia/Lord_Howe')).toBe('2026-10-03T15:45:00.000Z');
    expect(at('2026-09-06', 0, 0, 'America/Santiago')).toBe('2026-09-06T04:00:00.000Z');
  });
});

it('the wall shows it at that moment, unless it is skipped', () => {
  const zones = fc.constantFrom(
    BERLIN,
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'UTC',
  );
  fc.assert(
    fc.property(zones, fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 1439 }), (zone, days, minute) => {
      const wall = { day: dayAfter('2024-01-01', days), minute };
      const shown = wallTimeOf(instantOf(wall, zone), zone);
      const late = daysBetween(wall.day, shown.day) * 1440 + shown.minute - minute;
      expect([0, 30, 60]).toContain(late);
      if (late > 0)
        expect(wallTimeOf(new Date(instantOf(wall, zone).getTime() - late * 60_000), zone)).not.toEqual(wall);
    }),
  );
});

it('counts days of the calendar', () => {
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
  expect([weekdayOf('2026-11-22'), weekdayOf('2026-11-23')]).toEqual([7, 1]);
});
