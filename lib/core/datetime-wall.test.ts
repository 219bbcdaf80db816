import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentOfWall, wallTime } from '@/lib/core/datetime-wall';

const BERLIN = 'Europe/Berlin';

describe('the time on a wall', () => {
  it('is told in the zone', () => {
    expect(wallTime(new Date('2026-11-22T12:00:05Z'), BERLIN)).toBe('2026-11-22T13:00:05');
    expect(wallTime(new Date('2026-07-22T12:00:05Z'), BERLIN)).toBe('2026-07-22T14:00:05');
  });

  it.each([
    ['2026-11-22T13:00', '2026-11-22T12:00:00.000Z'],
    ['2026-07-22T14:00:30', '2026-07-22T12:00:30.000Z'],
    // Shown twice: the first.
    ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
    // Skipped: moved on.
    ['2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
  ])('%s is %s', (text, moment) => {
    expect(momentOfWall(text, BERLIN)?.toISOString()).toBe(moment);
  });

  it('knows what is no time', () => {
    expect(momentOfWall('', BERLIN)).toBeNull();
    expect(momentOfWall('2026-13-01T00:00', BERLIN)).toBeNull();
    expect(momentOfWall('tomorrow', BERLIN)).toBeNull();
  });

  it('there and back is where it began, but for the hour that is shown twice', () => {
    const zone = fc.constantFrom(
      'UTC',
      BERLIN,
      'Asia/Kolkata',
      'America/New_York',
      'Pacific/Auckland',
      'Australia/Lord_Howe',
    );
    const seconds = fc.integer({ min: Date.UTC(2020, 0) / 1000, max: Date.UTC(2030, 0) / 1000 });
    fc.assert(
      fc.property(zone, seconds, (timeZone, at) => {
        const text = wallTime(new Date(at * 1000), timeZone);
        const back = momentOfWall(text, timeZone);
        expect(back && wallTime(back, timeZone)).toBe(text);
      }),
    );
  });
});
