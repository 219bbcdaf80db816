import { describe, expect, it } from 'vitest';
import { forecastOf } from '@/lib/figures/forecast';
import { type FlowSum, weekEnds, weekPoints } from '@/lib/figures/rules';

const ends = weekEnds('2026-11-22', 8);
/** Open at the end of each week, as sums of the flow. */
const pointsOf = (open: readonly number[]) =>
  weekPoints(
    ends.flatMap((day, index): FlowSum[] => {
      const change = (open[index] ?? 0) - (open[index - 1] ?? 0);
      return [{ day, severity: 3, change: change > 0 ? 'new' : 'fixed', n: Math.abs(change) }];
    }),
    ends,
  );

describe('the forecast', () => {
  it('of a steady past is that past', () => {
    const forecast = forecastOf(pointsOf([100, 95, 90, 85, 80, 75, 70, 65, 60]), '2026-01-01');
    expect(forecast?.weeks).toBe(8);
    expect(forecast?.points[0]).toEqual({ day: '2026-11-29', low: 55, high: 55 });
    expect(forecast?.points.at(-1)).toEqual({ day: '2027-01-17', low: 20, high: 20 });
    expect(forecast?.done).toEqual({ earliest: '2027-02-14', latest: '2027-02-14' });
  });

  it('widens with what varies, is the same each time, and never goes below nothing', () => {
    const points = pointsOf([100, 60, 90, 50, 70, 20, 60, 30, 40]);
    const forecast = forecastOf(points, '2026-01-01');
    if (!forecast) throw new Error('a forecast was expected');
    expect(forecast).toEqual(forecastOf(points, '2026-01-01'));
    const widths = forecast.points.map(({ low, high }) => high - low);
    expect(widths[0]).toBeGreaterThan(0);
    expect(widths.at(-1)).toBeGreaterThan(widths[0] ?? 0);
    expect(Math.min(...forecast.points.map(({ low }) => low))).toBeGreaterThanOrEqual(0);
  });

  it('sees no end where more comes than goes', () => {
    const forecast = forecastOf(pointsOf([10, 12, 14, 16, 18, 20, 22, 24, 26]), '2026-01-01');
    expect(forecast?.done).toEqual({ earliest: null, latest: null });
  });

  it('leaves out the week of the first reports, and says nothing of fewer than four weeks after it', () => {
    const points = pointsOf([0, 0, 0, 0, 500, 490, 480, 470, 460]);
    expect(forecastOf(points, '2026-10-20')?.points[0]).toMatchObject({ low: 450, high: 450 });
    expect(forecastOf(pointsOf([0, 0, 0, 0, 0, 500, 490, 480, 470]), '2026-10-27')).toBeNull();
  });
});

describe('weeks', () => {
  it('sum all before the first end into it, and count a new severity neither as come nor as gone', () => {
    const [before, week] = weekPoints(
      [
        { day: '2020-01-01', severity: 4, change: 'new', n: 5 },
        { day: '2026-11-16', severity: 4, change: 'severity-out', n: 2 },
        { day: '2026-11-16', severity: 1, change: 'severity-in', n: 2 },
        { day: '2027-01-01', severity: 1, change: 'dismissed', n: 1 },
      ],
      ['2026-11-15', '2026-11-22'],
    );
    expect(before).toMatchObject({ open: 5, found: 5 });
    expect(week).toMatchObject({ open: 4, found: 0, back: 0, fixed: 0, dismissed: 1 });
    expect(week?.severities).toMatchObject({ critical: 3, low: 1 });
  });
});
