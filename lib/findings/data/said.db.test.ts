import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { pgPool, unsafeDb } from '@/lib/core/db';
import { ctx, person, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import type { Cursor } from '@/lib/findings/cursor';
import { alongWhere, type Condition, findingWhere, onlyFinding } from '@/lib/findings/data/condition';
import { countFindings, facetCounts } from '@/lib/findings/data/facets';
import { firstRows, listFindings } from '@/lib/findings/data/list';
import { OPEN } from '@/lib/findings/data/where';
import { evidenceConditions } from '@/lib/findings/data/where-source';
import { OPEN_STATUSES } from '@/lib/findings/rules';
import { type FindingFilter, loadFilter, type Order, SORTS, splitOrder } from '@/lib/findings/search-params';
import { aFinding, aPerson } from '@/lib/findings/testing/findings';
import { FINDING_STATUSES } from '@/lib/findings/types';
import { at, importReport } from '@/lib/imports/testing';
import { Prisma } from '@/prisma/generated/client';

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

const DAY = 86_400_000;

const SAID = [
  { scanner: 'trivy', branch: 'main', environment: 'prod' },
  { scanner: 'semgrep', branch: 'dev', environment: '' },
  { scanner: 'zap', branch: 'main', environment: 'stage' },
] as const;

/** Findings of three products, each reported, or no longer reported, by none to three sources. */
async function aFleet() {
  const products = await Promise.all([aProduct(), aProduct(), aProduct()]);
  const assignee = await aPerson('Analyst', null);
  const data = products.flatMap(({ productId }) => SAID.map((said) => ({ ...said, productId, target: 'x' })));
  const sources = await unsafeDb().source.createManyAndReturn({ data, select: { id: true, productId: true } });
  for (let n = 0; n < 60; n++) {
    const productId = products[n % 3]?.productId ?? '';
    const day = (days: number) => new Date(at(0).getTime() + days * DAY);
    const { id } = await aFinding(productId, {
      severity: (n * 7) % 5,
      status: FINDING_STATUSES[(n * 5) % FINDING_STATUSES.length],
      acceptanceId: randomUUID(),
      kind: n % 4 === 0 ? 'web' : 'code',
      cvssScore: n % 3 === 0 ? null : (n % 10) / 2,
      dueAt: n % 2 === 0 ? day((n * 11) % 40) : null,
      priority: (n * 37) % 50,
      firstSeenAt: day(-((n * 13) % 60)),
      assigneeId: n % 3 === 0 ? assignee : null,
    });
    const own = sources.filter((source, nth) => source.productId === productId && (n >> (nth % 3)) % 2 === 1);
    await unsafeDb().findingSource.createMany({
      data: own.map(({ id: sourceId }, nth) => ({
        findingId: id,
        sourceId,
        present: (n + nth) % 3 !== 0,
        identity: randomBytes(16),
        contentHash: randomBytes(16),
        severity: 1,
        firstImportId: sourceId,
        lastImportId: sourceId,
        firstSeenAt: at(0),
        lastSeenAt: at(0),
        packId: 0,
        packAt: 0,
      })),
    });
  }
  return { products: products.map(({ productId }) => productId), sources: sources.map(({ id }) => id), assignee };
}

const KEYS = {
  severity: 'severity',
  priority: 'priority',
  first_seen: 'first_seen_at',
  updated: 'updated_at',
  due: `COALESCE(due_at, 'infinity')`,
  cvss: 'COALESCE(cvss_score, -1)',
  epss: 'COALESCE(epss, -1)',
} as const;

/** What the list shows, as one would write it down at first. */
async function plainly(products: readonly string[], filter: FindingFilter, order: Order): Promise<number[]> {
  const { key, direction } = splitOrder(order);
  const { rows } = await pgPool().query<{ id: number }>(
    `SELECT f.id FROM finding f WHERE product_id = ANY($1) AND status::text = ANY($2)
       AND ($3::uuid[] = '{}' OR EXISTS (SELECT FROM finding_source s WHERE s.finding_id = f.id AND s.source_id = ANY($3)))
       AND ($4::text[] = '{}' OR EXISTS (SELECT FROM finding_source s JOIN source o ON o.id = s.source_id
         WHERE s.finding_id = f.id AND o.branch = ANY($4) AND (s.present OR f.status::text <> ALL ($6))))
       AND ($5::text[] = '{}' OR EXISTS (SELECT FROM finding_source s JOIN source o ON o.id = s.source_id
         WHERE s.finding_id = f.id AND o.environment = ANY($5) AND (s.present OR f.status::text <> ALL ($6))))
       AND ($7::text[] = '{}' OR kind = ANY($7)) AND ($8::uuid IS NULL OR assignee_id = $8)
       AND ($9::timestamptz IS NULL OR first_seen_at >= $9)
     ORDER BY ${KEYS[key]} ${direction}, id ${direction}`,
    [
      products,
      filter.status,
      filter.source,
      filter.branch,
      filter.environment,
      OPEN_STATUSES,
      filter.kind,
      filter.assignee[0] ?? null,
      filter.from ? `${filter.from}T00:00:00Z` : null,
    ],
  );
  return rows.map(({ id }) => id);
}

const some = (values: readonly string[]) => fc.subarray([...values]);

test('whatever sources are asked for, lists and counts are what plain SQL finds, within the scope', async () => {
  const { products, sources, assignee } = await aFleet();
  const asked = fc.record({
    status: fc.oneof(fc.constant<string[]>([]), fc.constant(['any']), some(FINDING_STATUSES)),
    source: fc.oneof({ weight: 2, arbitrary: fc.constant<string[]>([]) }, some(sources)),
    branch: some(['main', 'dev', 'gone']),
    environment: fc.oneof(fc.constant<string[]>([]), some(['prod', 'stage'])),
    product: fc.oneof({ weight: 2, arbitrary: fc.constant<string[]>([]) }, some(products)),
    kind: fc.oneof(fc.constant<string[]>([]), fc.constant(['web'])),
    assignee: fc.oneof({ weight: 2, arbitrary: fc.constant<string[]>([]) }, fc.constant([assignee])),
    from: fc.oneof(
      fc.constant<string[]>([]),
      fc.constant([new Date(at(0).getTime() - 20 * DAY).toISOString().slice(0, 10)]),
    ),
  });
  const orders = fc.constantFrom(...SORTS.flatMap((key) => [`${key}.asc`, `${key}.desc`] as const));
  await fc.assert(
    fc.asyncProperty(asked, orders, fc.subarray(products, { minLength: 1 }), async (chosen, order, mine) => {
      const query = Object.entries(chosen).flatMap(([key, values]) => (values.length > 0 ? [`${key}=${values}`] : []));
      const filter = filterOf(query.join('&'));
      const scope = requirePermission(ctx(person('Analyst', mine)), 'finding:read');
      const reached = mine.filter((id) => filter.product.length === 0 || filter.product.includes(id));
      const expected = await plainly(reached, filter, order);
      const listed = [];
      for (let cursor: string | null = null, page = 0; page === 0 || cursor; page++) {
        const { rows, next } = await listFindings(scope, { filter, order, cursor }, viewer, 9, 13);
        listed.push(...rows.map(({ id }) => id));
        cursor = next;
      }
      expect(listed, `${order} ${query}`).toEqual(expected);
      expect(await countFindings(scope, filter, viewer)).toEqual({ n: expected.length, exact: true });
      const { branch } = await facetCounts(scope, filter, viewer);
      for (const { value, count } of branch)
        expect(count.n, `${query} ${value}`).toBe(
          (await plainly(reached, { ...filter, branch: [value] }, order)).length,
        );
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('sources say the same however much they report', async () => {
  const { products, sources } = await aFleet();
  const idsWhere = async (where: Prisma.Sql) => {
    const rows = await unsafeDb().$queryRaw<{ id: number }[]>`SELECT f.id FROM finding f WHERE ${where} ORDER BY f.id`;
    return rows.map(({ id }) => id);
  };
  const within = Prisma.sql`f.product_id = ANY(${products}::uuid[])`;
  const asked = ['branch=main', 'environment=stage', `source=${sources.slice(0, 4)}`, 'branch=dev&environment=prod'];
  for (const query of asked) {
    const filter = filterOf(`status=any&${query}`);
    const expected = (await plainly(products, filter, 'severity.asc')).toSorted((a, b) => a - b);
    expect(expected.length).toBeGreaterThan(5);
    for (const limits of [
      { few: 0, some: 0 },
      { few: 0, some: 1_000 },
      { few: 1_000, some: 1_000 },
    ]) {
      const conditions: Condition[] = await evidenceConditions(filter, OPEN, products, limits);
      expect(conditions.some(({ few }) => few === true)).toBe(limits.few > 0);
      for (const where of [findingWhere(conditions), alongWhere(conditions)])
        expect(await idsWhere(Prisma.sql`${where} AND ${within}`)).toEqual(expected);
    }
  }
});

test('sources that report much are met along an order, page by page, in the order of plain SQL', async () => {
  const { products, sources } = await aFleet();
  const orders = (['severity', 'priority', 'first_seen', 'updated', 'cvss'] as const).flatMap(
    (key) => [`${key}.asc`, `${key}.desc`] as const,
  );
  for (const query of ['branch=main', `source=${sources.slice(0, 4)}`, 'branch=dev&environment=prod']) {
    const filter = filterOf(`status=any&${query}`);
    const said = await evidenceConditions(filter, OPEN, products, { few: 0, some: 1_000 });
    expect(said.some(({ ids }) => ids !== undefined)).toBe(true);
    const conditions = [...said, onlyFinding(null, Prisma.sql`f.product_id = ANY(${products}::uuid[])`)];
    for (const order of orders) {
      const listed: number[] = [];
      const read = (cursor: Cursor | null) =>
        firstRows({ conditions, bounds: null, few: false }, order, cursor, { limit: 4, look: 9 });
      for (let rows = await read(null); rows.length > 0; ) {
        listed.push(...rows.map(({ id }) => id));
        const last = rows.at(-1);
        rows = last ? await read({ key: last.sortKey, id: last.id }) : [];
      }
      expect(listed, `${order} ${query}`).toEqual(await plainly(products, filter, order));
    }
  }
});
