import { expect, test } from 'vitest';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { counts, importReport } from '@/lib/imports/testing';

withDatabase();

test('a report is compared through indexes, also before the database has statistics', {
  timeout: 120_000,
}, async () => {
  const { productId } = await aProduct();
  const findings = Array.from({ length: 5_000 }, (_, n) => ({ id: `f${n}` }));
  const laps: number[] = [];
  const lap = async (minute: number, held: typeof findings) => {
    const began = performance.now();
    const row = await importReport(productId, { findings: held }, minute);
    laps.push(performance.now() - began);
    return counts(row);
  };
  expect(await lap(0, findings)).toEqual([5_000, 0, 0, 0, 0]);
  expect(await lap(1, findings)).toEqual([0, 0, 0, 0, 5_000]);
  expect(await lap(2, [])).toEqual([0, 0, 5_000, 0, 0]);
  // All with all would be 25 million comparisons: many times as long as writing the findings was.
  const [first = 0, ...later] = laps;
  for (const ms of later) expect(ms).toBeLessThan(first * 2);
});
