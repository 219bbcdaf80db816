import { expect, test } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { ctx, person, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { facetCounts } from '@/lib/findings/data/facets';
import { listFindings } from '@/lib/findings/data/list';
import { type FindingFilter, loadFilter } from '@/lib/findings/search-params';
import { at, importReport } from '@/lib/imports/testing';

withDatabase();

const viewer = { personId: null, now: at(60) };
const filterOf = (query: string): FindingFilter => loadFilter(new URLSearchParams(query));

async function twoBranches() {
  const { productId } = await aProduct();
  const both = { findings: [{ id: 'a' }, { id: 'b' }] };
  await importReport(productId, both, 0, { branch: 'main', environment: 'prod' });
  await importReport(productId, both, 1, { branch: 'dev' });
  await importReport(productId, { findings: [{ id: 'c' }] }, 2, { target: 'plain' });
  await importReport(productId, { findings: [{ id: 'b' }] }, 3, { branch: 'main', environment: 'prod' });
  const scope = requirePermission(ctx(person('Analyst', [productId])), 'finding:read');
  const rules = async (query: string) => {
    const page = await listFindings(scope, { filter: filterOf(query), order: 'severity.desc', cursor: null }, viewer);
    return page.rows.map(({ ruleId }) => ruleId).sort();
  };
  return { productId, scope, rules };
}

test('findings are those of a branch or an environment that still reports them', async () => {
  const { rules } = await twoBranches();
  expect(await rules('')).toEqual(['rule-a', 'rule-b', 'rule-c']);
  expect(await rules('branch=main')).toEqual(['rule-b']);
  expect(await rules('branch=dev')).toEqual(['rule-a', 'rule-b']);
  expect(await rules('branch=dev,main')).toEqual(['rule-a', 'rule-b']);
  expect(await rules('environment=prod')).toEqual(['rule-b']);
  expect(await rules('environment=prod&branch=dev')).toEqual(['rule-b']);
  expect(await rules('branch=none')).toEqual([]);
});

test('what was fixed is found by where it was', async () => {
  const { productId, rules } = await twoBranches();
  await importReport(productId, { findings: [] }, 10, { branch: 'main', environment: 'prod' });
  await importReport(productId, { findings: [] }, 11, { branch: 'dev' });
  expect(await rules('branch=main&status=fixed')).toEqual(['rule-a', 'rule-b']);
  expect(await rules('branch=main')).toEqual([]);
});

test('counts beside the filters tell what each word would show; nobody of another team sees one', async () => {
  const { scope } = await twoBranches();
  const facets = await facetCounts(scope, filterOf(''), viewer);
  const shown = (name: 'branch' | 'environment') => facets[name].map(({ value, count }) => [value, count.n]);
  expect(shown('branch')).toEqual([
    ['dev', 2],
    ['main', 1],
  ]);
  expect(shown('environment')).toEqual([['prod', 1]]);
  const foreign = requirePermission(ctx(stranger('Analyst')), 'finding:read');
  expect((await facetCounts(foreign, filterOf(''), viewer)).branch).toEqual([]);
});
