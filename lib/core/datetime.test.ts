import { describe, expect, it } from 'vitest';
import { addDays, isoDay, isTimeZone, utcDay, utcWeek } from '@/lib/core/datetime';

describe('weeks and days in UTC', () => {
  it('starts a week on Monday', () => {
    expect(isoDay(utcWeek(new Date('2026-11-22T23:59:59Z')))).toBe('2026-11-16');
    expect(isoDay(utcWeek(new Date('2026-11-23T00:00:00Z')))).toBe('2026-11-23');
  });

  it('counts days across the change of clocks', () => {
    expect(isoDay(addDays(utcDay(new Date('2026-10-24T22:30:00Z')), 2))).toBe('2026-10-26');
  });

  it('knows time zones', () => {
    expect(isTimeZone('Europe/Berlin')).toBe(true);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
  });
});
