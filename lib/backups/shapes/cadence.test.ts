import { describe, expect, it } from 'vitest';
import { goMinutes, longestPause } from '@/lib/backups/shapes/cadence';

const DAY = 1440;

describe('the longest pause of a schedule', () => {
  it.each([
    ['0 7 * * *', DAY],
    ['*/15 * * * *', 15],
    ['0 1 * * 1-5', 3 * DAY],
    ['0 3 1 * *', 31 * DAY],
    ['0 6,22 * * *', 16 * 60],
    ['@daily', DAY],
    ['@every 1h30m', 90],
    ['CRON_TZ=Europe/Berlin 0 1 * * 0', 7 * DAY],
    ['0 0 30 2 *', null],
    ['every day', null],
    ['0 7 * * * *', null],
    ['@every soon', null],
    ['', null],
  ])('%s', (said, minutes) => {
    expect(longestPause(said)).toBe(minutes);
  });

  it.each([
    ['720h0m0s', 720 * 60],
    ['90m', 90],
    ['30s', 0.5],
    ['', null],
    ['1 day', null],
  ])('a duration of Go: %s', (said, minutes) => {
    expect(goMinutes(said)).toBe(minutes);
  });
});
