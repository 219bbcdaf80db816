import { expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { at, counts, findingsOf, importReport } from '@/lib/imports/testing';

withDatabase();

test('a first report makes its findings, with evidence, due date and the five counts', async () => {
  const { productId } = await aProduct();
  const row = await importReport(
    productId,
    { findings: [{ id: 'a' }, { id: 'b', severity: 4 }, { id: 'c', severity: 0 }] },
    0,
  );
  expect(row).toMatchObject({ state: 'done', format: 'probe', target: 'app', error: null });
  expect(counts(row)).toEqual([3, 0, 0, 0, 0]);
  const found = await findingsOf(productId);
  expect(found.map(({ ruleId, severity, status, dueAt }) => [ruleId, severity, status, dueAt?.toISOString()])).toEqual([
    ['rule-a', 3, 'open', '2026-12-22T12:00:00.000Z'],
    ['rule-b', 4, 'open', '2026-11-29T12:00:00.000Z'],
    ['rule-c', 0, 'open', undefined],
  ]);
  expect(found[0]).toMatchObject({ location: 'src/a.ts:1', path: 'src/a.ts', firstSeenAt: at(0), version: 1 });
  expect(found[0]?.sources).toMatchObject([{ present: true, occurrences: 1, firstImportId: row.id }]);
  expect(JSON.parse(found[0]?.sources[0]?.raw ?? '')).toEqual({ id: 'a' });
});

test('the same report again changes nothing but what the source last saw', async () => {
  const { productId } = await aProduct();
  await importReport(productId, { findings: [{ id: 'a' }, { id: 'b' }] }, 0);
  const before = await findingsOf(productId);
  const row = await importReport(productId, { findings: [{ id: 'b' }, { id: 'a' }] }, 10);
  expect(counts(row)).toEqual([0, 0, 0, 0, 2]);
  expect(await findingsOf(productId)).toEqual(before);
  const source = await unsafeDb().source.findFirstOrThrow({ where: { productId } });
  expect(source).toMatchObject({ lastScanAt: at(10), lastCompleteAt: at(10), lastImportAt: at(10) });
});
