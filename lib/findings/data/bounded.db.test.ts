import { expect, test } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { pgPool } from '@/lib/core/db';
import { ctx, person } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { COUNT_BOUND } from '@/lib/findings/data/counted-rows';
import { facetCounts } from '@/lib/findings/data/facets';
import { loadFilter } from '@/lib/findings/search-params';
import { NOW } from '@/lib/findings/testing/findings';

withDatabase();

async function insert(productId: string, kind: string, count: number): Promise<void> {
  await pgPool().query(
    `INSERT INTO finding (product_id, fingerprint, kind, scanner, title, severity, rule_id, location, first_seen_at,
       status_changed_at, updated_at)
     SELECT $1, gen_random_uuid(), $2, 'semgrep', 'Injection', 3, 'rule', 'a', now(), now(), now()
     FROM generate_series(1, $3)`,
    [productId, kind, count],
  );
}

test('what counting did not get to can still be chosen', async () => {
  const { productId: many } = await aProduct();
  const { productId: few } = await aProduct();
  await insert(many, 'code', 2 * COUNT_BOUND);
  await insert(few, 'secret', 1);
  const scope = requirePermission(ctx(person('Analyst', [many, few])), 'finding:read');
  const facets = await facetCounts(scope, loadFilter('?q=injection'), { personId: null, now: NOW });
  expect(facets.total).toEqual({ n: COUNT_BOUND, exact: false });
  expect(facets.kind.find(({ value }) => value === 'secret')?.count.exact).toBe(false);
  expect(facets.product).toHaveLength(2);
  expect(facets.team.map(({ count }) => count.exact)).not.toContain(true);
});
