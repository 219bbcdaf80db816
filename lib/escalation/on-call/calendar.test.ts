import { expect, it } from 'vitest';
import { barsOf, weeksFrom } from '@/lib/escalation/on-call/calendar';

it('weeks begin on Monday by the zone’s wall, also where the clocks change', () => {
  const [first, second] = weeksFrom(new Date('2026-10-22T22:30:00Z'), 2, 'Europe/Berlin');
  expect([first?.from, first?.to].map((at) => at?.toISOString())).toEqual([
    '2026-10-18T22:00:00.000Z',
    '2026-10-25T23:00:00.000Z',
  ]);
  expect(second?.to.toISOString()).toBe('2026-11-01T23:00:00.000Z');
  expect(first?.days.at(-1)?.left).toBeCloseTo(144 / 169, 10);
  expect(second?.days.at(-1)?.left).toBeCloseTo(144 / 168, 10);
});

it('segments are cut at the week, and leave out what is not in it', () => {
  const [week] = weeksFrom(new Date('2026-11-04T00:00:00Z'), 1, 'UTC');
  if (!week) throw new Error('one');
  const segment = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) });
  const bars = barsOf(
    [
      segment('2026-11-01', '2026-11-02'),
      segment('2026-11-01', '2026-11-03'),
      segment('2026-11-08T12:00Z', '2026-12-01'),
    ],
    week,
  );
  expect(bars.map(({ left, width }) => [left, width])).toEqual([
    [0, 1 / 7],
    [6.5 / 7, 1 - 6.5 / 7],
  ]);
});
