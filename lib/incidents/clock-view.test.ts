import { expect, it } from 'vitest';
import { standingOf, stretchOf } from '@/lib/incidents/clock-view';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const at = (minutes: number) => new Date(NOON + minutes * 60_000);
const clock = (stopped: number | null = null) => ({
  startedAt: at(0).toISOString(),
  dueAt: at(100).toISOString(),
  stoppedAt: stopped === null ? null : at(stopped).toISOString(),
  marks: [50, 75],
});

it.each([
  [0, 'running', 100],
  [49.9, 'running', 50.1],
  [50, 'warned', 50],
  [99, 'warned', 1],
  [100, 'breached', 0],
  [130, 'breached', -30],
])('after %d of 100 minutes it is %s', (minutes, state, left) => {
  const standing = standingOf(clock(), at(minutes));
  expect(standing.state).toBe(state);
  expect(standing.leftMs).toBeCloseTo(left * 60_000);
});

it('one that was stopped stays as it stood then', () => {
  expect(standingOf(clock(40), at(500))).toMatchObject({ state: 'kept', leftMs: 60 * 60_000, percent: 40 });
  expect(standingOf(clock(100), at(500)).state).toBe('kept');
  expect(standingOf(clock(110), at(500))).toMatchObject({ state: 'missed', leftMs: -10 * 60_000, percent: 100 });
});

it('a clock without any time is over, and none began before it was started', () => {
  const none = { ...clock(), dueAt: clock().startedAt };
  expect(standingOf(none, at(0))).toMatchObject({ state: 'breached', percent: 100 });
  expect(standingOf(clock(), at(-5)).percent).toBe(0);
});

it('is told in its two largest units, never as more than it is', () => {
  expect(stretchOf(59_999)).toEqual({ unit: 'minutes', minutes: 0, seconds: 59 });
  expect(stretchOf(-61_000)).toEqual({ unit: 'minutes', minutes: 1, seconds: 1 });
  expect(stretchOf(3_600_000)).toEqual({ unit: 'hours', hours: 1, minutes: 0 });
  expect(stretchOf(86_399_999)).toEqual({ unit: 'hours', hours: 23, minutes: 59 });
  expect(stretchOf(72 * 3_600_000 - 1)).toEqual({ unit: 'days', days: 2, hours: 23 });
});
