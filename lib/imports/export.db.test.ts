import { expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, roleless } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { exportImports } from '@/lib/imports/export';
import { loadImportParams } from '@/lib/imports/search-params';

withDatabase();

test('the imports of the scope, newest first, across several batches', async () => {
  const [mine, theirs] = [await aProduct(), await aProduct()];
  const data = Array.from({ length: 1_203 }, (_, n) => ({
    productId: n < 1_202 ? mine.productId : theirs.productId,
    fileName: `report-${n}.json`,
    createdByName: 'test',
    createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, n)),
  }));
  await unsafeDb().import.createMany({ data });
  const file = await exportImports(ctx(person('Analyst', [mine.productId])), loadImportParams(''), 'jsonl');
  const rows = (await file.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rows).toHaveLength(1_202);
  expect(rows[0]).toMatchObject({ file: 'report-1201.json', new: 0 });
  expect(rows.at(-1)).toMatchObject({ file: 'report-0.json' });
  expect(await unsafeDb().auditEntry.count({ where: { action: 'import.exported' } })).toBe(1);
});

test('people without a role get none', async () => {
  await expect(exportImports(ctx(roleless()), loadImportParams(''), 'csv')).rejects.toThrow('forbidden');
});
