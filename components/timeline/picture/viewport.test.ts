import fc from 'fast-check';
import { expect, it } from 'vitest';
import { panned, settled, spanOf, ticksOf, timeAt, xOf, zoomed } from '@/components/timeline/picture/viewport';
import { zoneOffset } from '@/lib/core/datetime';

const NOON = Date.UTC(2026, 10, 22, 12);
const ranges = fc
  .record({ from: fc.integer({ min: NOON - 1e10, max: NOON }), span: fc.integer({ min: 10, max: 400 * 86_400_000 }) })
  .map(({ from, span }) => ({ from, to: from + span }));

it('zooming in and out again comes back, around a moment that stays in its place', () => {
  fc.assert(
    fc.property(ranges, fc.double({ min: 0, max: 1, noNaN: true }), (range, share) => {
      fc.pre(spanOf(range) > 100 && spanOf(range) < 1e9);
      const around = timeAt(range, 1000, share * 1000);
      const near = zoomed(range, 0.5, around);
      expect(xOf(near, 1000, around)).toBeCloseTo(share * 1000, 1);
      const back = zoomed(near, 2, around);
      expect(Math.abs(back.from - range.from)).toBeLessThan(1);
    }),
  );
});

it('never shows less than ten milliseconds or more than is kept', () => {
  const day = { from: NOON, to: NOON + 86_400_000 };
  const far = Array.from({ length: 60 }).reduce((range: typeof day) => zoomed(range, 2), day);
  const near = Array.from({ length: 60 }).reduce((range: typeof day) => zoomed(range, 0.5), day);
  expect(spanOf(settled(far))).toBe(400 * 86_400_000);
  expect(spanOf(settled(near))).toBe(10);
  expect(panned(day, 0.25)).toEqual({ from: NOON + 21_600_000, to: NOON + 108_000_000 });
});

it('ticks lie within, have room, and stand on round moments of the reader', () => {
  const berlin = zoneOffset(new Date(NOON), 'Europe/Berlin');
  expect([berlin, zoneOffset(new Date(Date.UTC(2026, 6, 1)), 'Europe/Berlin')]).toEqual([3_600_000, 7_200_000]);
  fc.assert(
    fc.property(ranges, fc.integer({ min: 200, max: 2000 }), (range, width) => {
      const { step, at } = ticksOf(range, width, berlin);
      expect(at.length).toBeLessThanOrEqual(width / 88 + 1);
      for (const tick of at) {
        expect(tick).toBeGreaterThanOrEqual(range.from);
        expect(tick).toBeLessThanOrEqual(range.to);
        expect((tick + berlin) % step).toBe(0);
      }
    }),
  );
  const day = ticksOf({ from: NOON - 86_400_000 * 3, to: NOON }, 400, berlin);
  expect(new Date(day.at[0] ?? 0).toISOString()).toBe('2026-11-19T23:00:00.000Z');
});
