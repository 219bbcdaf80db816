import { expect, it, vi } from 'vitest';
import { rowId } from '@/lib/core/row-id';

it('makes ids of version 7 that sort by the time at which they were made', () => {
  vi.useFakeTimers({ now: new Date('2026-11-22T12:00:00.123Z') });
  const first = rowId();
  vi.advanceTimersByTime(1);
  const second = rowId();
  vi.useRealTimers();
  expect(first).toMatch(/^01a[0-9a-f]{5}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(first.replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 10, 22, 12, 0, 0, 123));
  expect(first < second).toBe(true);
});
