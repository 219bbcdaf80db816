import { expect, test } from 'vitest';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { counts, findingsOf, importReport } from '@/lib/imports/testing';

withDatabase();

test('two sources of one finding: it stays open while one still reports it, and shows what the first one says', async () => {
  const { productId } = await aProduct();
  await importReport(productId, { target: 'one', findings: [{ id: 'a', title: 'First' }] }, 0);
  const second = await importReport(productId, { target: 'two', findings: [{ id: 'a', title: 'Second' }] }, 1);
  expect(counts(second)).toEqual([0, 1, 0, 0, 0]);
  const [both] = await findingsOf(productId);
  expect(both).toMatchObject({ title: 'First', status: 'open' });
  expect(both?.events).toMatchObject([{ kind: 'updated', changes: { source: [null, 'probe two'] } }]);
  expect(counts(await importReport(productId, { target: 'one', findings: [] }, 2))).toEqual([0, 1, 0, 0, 0]);
  expect(await findingsOf(productId)).toMatchObject([{ status: 'open', title: 'First' }]);
  await importReport(productId, { target: 'two', findings: [{ id: 'a', title: 'Second, reworded' }] }, 3);
  expect(await findingsOf(productId)).toMatchObject([{ title: 'Second, reworded' }]);
  expect(counts(await importReport(productId, { target: 'two', findings: [] }, 4))).toEqual([0, 0, 1, 0, 0]);
  expect(await findingsOf(productId)).toMatchObject([{ status: 'fixed' }]);
});

test('a finding takes the words of the source that still reports it, at its next report', async () => {
  const { productId } = await aProduct();
  const a = { id: 'a', severity: 1 as const };
  await importReport(productId, { tool: 's1', findings: [{ id: 'a', severity: 4 }] }, 0);
  await importReport(productId, { tool: 's2', findings: [a] }, 1);
  await importReport(productId, { tool: 's1', findings: [] }, 2);
  await importReport(productId, { tool: 's2', findings: [a] }, 3);
  expect(await findingsOf(productId)).toMatchObject([{ severity: 1, status: 'open' }]);
  await importReport(productId, { tool: 's1', findings: [{ id: 'a', severity: 4 }] }, 4);
  expect(await findingsOf(productId)).toMatchObject([{ severity: 4, status: 'open' }]);
});

test('what comes back by a second source comes with its words', async () => {
  const { productId } = await aProduct();
  const a = { id: 'a', severity: 1 as const };
  await importReport(productId, { tool: 's1', findings: [{ id: 'a', severity: 4 }] }, 0);
  await importReport(productId, { tool: 's2', findings: [a] }, 1);
  await importReport(productId, { tool: 's1', findings: [] }, 2);
  await importReport(productId, { tool: 's2', findings: [] }, 3);
  expect(counts(await importReport(productId, { tool: 's2', findings: [a] }, 4))).toEqual([0, 0, 0, 1, 0]);
  expect(await findingsOf(productId)).toMatchObject([{ severity: 1, regressed: true }]);
});
