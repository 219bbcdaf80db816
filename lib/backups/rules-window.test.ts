import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restorable } from '@/lib/backups/rules-points';
import { worstGap } from '@/lib/backups/rules-window';
import { aPoint, hoursAgo, NOW } from '@/lib/backups/testing/known';
import type { Point } from '@/lib/backups/types';
import { instantOf } from '@/lib/core/datetime-zones';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/St_Johns'];
const DAYS = ['2026-03-07', '2026-03-28', '2026-04-04', '2026-09-26', '2026-10-03', '2026-10-24', '2026-10-31'];
const DAY_MS = 86_400_000;

const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Copies of four days around a change of clocks, on the wall of a zone: some fail, run over each other or come late. */
const onTheWall = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    day: fc.constantFrom(...DAYS),
    runs: fc.array(
      fc.record({
        offset: fc.integer({ min: 0, max: 3 }),
        minute: fc.integer({ min: 0, max: 1439 }),
        length: fc.integer({ min: 0, max: 600 }),
        late: fc.integer({ min: 0, max: 3000 }),
        kind: fc.constantFrom('full' as const, 'log' as const),
        ok: fc.boolean(),
      }),
      { maxLength: 14 },
    ),
  })
  .map(({ zone, day, runs }) => {
    const points = runs.map(({ offset, minute, length, late, kind, ok }, index): Point => {
      const startedAt = instantOf({ day: dayAfter(day, offset), minute }, zone);
      const at = new Date(startedAt.getTime() + length * 60_000);
      const receivedAt = new Date(at.getTime() + late * 60_000);
      return aPoint(at, { key: `${index}`, startedAt, endedAt: at, receivedAt, kind, status: ok ? 'ok' : 'failed' });
    });
    const [from, to] = [instantOf({ day, minute: 0 }, zone), instantOf({ day: dayAfter(day, 5), minute: 0 }, zone)];
    return { points, from, to };
  });

const worst = (points: readonly Point[], from: Date, to: Date) =>
  worstGap(restorable(points, []), from, to)?.seconds ?? 0;

describe('the worst data-loss window on any wall', () => {
  it('is as long as the longest gap between neighbouring restorable points, in instants', () => {
    fc.assert(
      fc.property(onTheWall, ({ points, from, to }) => {
        const times = restorable(points, []).map(({ point }) => point.at.getTime());
        const all = [from.getTime(), ...times, to.getTime()];
        const gaps = all.slice(1).map((time, index) => (time - (all[index] ?? time)) / 1000);
        expect(worst(points, from, to)).toBe(Math.max(...gaps));
      }),
    );
  });

  it('never shrinks where a point is lost, and depends on no order', () => {
    fc.assert(
      fc.property(onTheWall, fc.nat(), ({ points, from, to }, out) => {
        const less = points.filter((_, index) => index !== out % Math.max(1, points.length));
        expect(worst(less, from, to)).toBeGreaterThanOrEqual(worst(points, from, to));
        expect(worst([...points].reverse(), from, to)).toBe(worst(points, from, to));
      }),
    );
  });

  it('is not shortened by what arrives late, and counts what could have been brought back, not when it was told', () => {
    const late = aPoint(hoursAgo(10), { endedAt: hoursAgo(10), receivedAt: NOW });
    expect(worst([late], hoursAgo(20), NOW)).toBe(10 * 3600);
    expect(worst([{ ...late, receivedAt: hoursAgo(10) }], hoursAgo(20), NOW)).toBe(10 * 3600);
  });
});
