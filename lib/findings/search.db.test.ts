import { expect, test } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { listFindings } from '@/lib/findings/data/list';
import { settleSearch } from '@/lib/findings/jobs';
import { loadFilter } from '@/lib/findings/search-params';
import { aFinding, NOW } from '@/lib/findings/testing/findings';

withDatabase();

/** Pages of the search index that were written and not yet merged. */
async function pending(): Promise<number> {
  const rows = await unsafeDb().$queryRaw<{ pages: bigint }[]>`SELECT settle_finding_tokens() AS pages`;
  return Number(rows[0]?.pages);
}

test('what is new is found before the worker has merged it into the search index, and after', async () => {
  const { productId } = await aProduct();
  const scope = requirePermission(ctx(person('Analyst', [productId])), 'finding:read');
  const search = async () => {
    const query = { filter: loadFilter({ q: 'quagga' }), order: 'severity.desc' as const, cursor: null };
    const { rows } = await listFindings(scope, query, { personId: null, now: NOW });
    return rows.map(({ title }) => title);
  };
  await aFinding(productId, { title: 'A quagga at large' });
  expect(await search()).toEqual(['A quagga at large']);
  expect(await pending()).toBeGreaterThan(0);
  expect(await search()).toEqual(['A quagga at large']);
  await settleSearch();
  expect(await pending()).toBe(0);
});
