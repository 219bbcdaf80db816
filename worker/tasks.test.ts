import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { repeat } from '@/worker/tasks';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-22T12:00:00Z') }));
afterEach(() => void vi.useRealTimers());

const runsAt = (due: (run: number) => Date | null) => {
  const runs: string[] = [];
  const end = repeat({
    name: 'test',
    everyMs: 5_000,
    run: async ({ now }) => {
      runs.push(now.toISOString().slice(17, -1));
      return due(runs.length);
    },
  });
  return { runs, end };
};

it('runs again after the pause, or at the moment that a run named if that is sooner', async () => {
  const soon = new Date('2026-11-22T12:00:01.234Z');
  const { runs, end } = runsAt((run) => (run === 1 ? soon : run === 2 ? new Date('2027-01-01') : null));
  await vi.advanceTimersByTimeAsync(11_300);
  expect(runs).toEqual(['00.000', '01.234', '06.234', '11.234']);
  await end();
});

it('runs at once where the moment has passed', async () => {
  const { runs, end } = runsAt((run) => (run === 1 ? new Date(0) : null));
  await vi.advanceTimersByTimeAsync(1);
  expect(runs).toEqual(['00.000', '00.000']);
  await end();
});

it('runs on after a failure', async () => {
  let runs = 0;
  const end = repeat({
    name: 'test',
    everyMs: 1_000,
    run: async () => {
      runs += 1;
      throw new Error('no');
    },
  });
  await vi.advanceTimersByTimeAsync(2_100);
  expect(runs).toBe(3);
  await end();
});
