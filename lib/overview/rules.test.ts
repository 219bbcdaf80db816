import { describe, expect, it } from 'vitest';
import { sumSeverities, trendDays, trendOf, weekAgo } from '@/lib/overview/rules';

const now = new Date('2026-11-22T23:59:00Z');

describe('trend', () => {
  it('ends each week on the weekday of today', () => {
    const days = trendDays(now);
    expect(days).toHaveLength(13);
    expect(days.slice(-2)).toEqual(['2026-11-15', '2026-11-22']);
    expect(weekAgo(now)).toBe('2026-11-15');
  });

  it('cumulates what entered and left, with the past before the first week as its start', () => {
    const points = trendOf(
      [
        { day: '2020-01-01', severity: 4, entered: 5, left: 0 },
        { day: '2026-11-15', severity: 4, entered: 0, left: 2 },
        { day: '2026-11-16', severity: 1, entered: 3, left: 0 },
        { day: '2027-01-01', severity: 1, entered: 1, left: 0 },
      ],
      ['2026-11-08', '2026-11-15', '2026-11-22'],
    );
    expect(points.map(({ open }) => [open.critical, open.low])).toEqual([
      [5, 0],
      [3, 0],
      [3, 4],
    ]);
    expect(points.at(-1)).toMatchObject({ entered: 4, left: 0 });
    expect(points.map(({ open }) => sumSeverities(open))).toEqual([5, 3, 7]);
  });
});
