import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { exportProducts, exportSources } from '@/lib/assets/export';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, roleless } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { aFinding } from '@/lib/findings/testing/findings';

withDatabase();

const ALL = { team: [], product: [] };
const read = async (file: Response): Promise<Record<string, string>[]> =>
  parse(await file.text(), { bom: true, columns: true });

test('products and sources of the scope, and of nobody else', async () => {
  const [mine, theirs] = [await aProduct(), await aProduct()];
  await aFinding(mine.productId, { severity: 4 });
  for (const { productId } of [mine, theirs]) {
    await unsafeDb().source.create({ data: { productId, scanner: '=trivy', target: 'main' } });
  }
  const analyst = ctx(person('Analyst', [mine.productId]));
  const products = await read(await exportProducts(analyst, ALL, 'csv'));
  expect(products).toHaveLength(1);
  expect(products[0]).toMatchObject({ open_critical: '1', open: '1', sources: '1' });
  const sources = await read(await exportSources(analyst, { ...ALL, state: null }, 'csv'));
  expect(sources).toMatchObject([{ scanner: "'=trivy", target: 'main', state: 'never' }]);
  const trail = await unsafeDb().auditEntry.findMany({ where: { action: 'asset.exported' }, orderBy: { id: 'asc' } });
  expect(trail.map(({ targetId, text }) => [targetId, JSON.parse(text).data.rows])).toEqual([
    ['products', 1],
    ['sources', 1],
  ]);
});

test('people without a role get none', async () => {
  await expect(exportProducts(ctx(roleless()), ALL, 'csv')).rejects.toThrow('forbidden');
  await expect(exportSources(ctx(roleless()), { ...ALL, state: null }, 'jsonl')).rejects.toThrow('forbidden');
});
