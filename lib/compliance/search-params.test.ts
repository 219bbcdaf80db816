import { expect, it } from 'vitest';
import { momentOf } from '@/lib/compliance/search-params';

const NOW = new Date('2026-11-22T12:00:00Z');

it.each([
  ['2026-06-30', '2026-06-30T23:59:59.999Z', '2026-06-30'],
  ['2026-11-22', NOW.toISOString(), null],
  ['2027-01-01', NOW.toISOString(), null],
  ['2026-02-31', NOW.toISOString(), null],
  ['yesterday', NOW.toISOString(), null],
  [null, NOW.toISOString(), null],
])('%s is %s', (day, at, shown) => {
  expect(momentOf(day, NOW)).toEqual({ at: new Date(at), day: shown });
});
