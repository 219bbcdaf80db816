import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Permission, requirePermission, type Scope } from '@/lib/access/policy';
import type { PersonActor } from '@/lib/core/context';
import { pgPool, unsafeDb } from '@/lib/core/db';
import { ctx, person, stranger } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { listFindings } from '@/lib/findings/data/list';
import { SEVERITIES } from '@/lib/findings/severity';
import { FINDING_STATUSES } from '@/lib/findings/types';
import { readFreshness, recentImports } from '@/lib/overview/data/activity';
import { filterOf, readCounts } from '@/lib/overview/data/counts';
import { sumSeverities } from '@/lib/overview/rules';
import type { Counts, Figure, OverviewFilter } from '@/lib/overview/types';

withDatabase();

const now = new Date('2026-11-22T12:00:00Z');
const viewer = { personId: null, now };
const everything: OverviewFilter = { team: [], product: [] };
const products: { id: string; slug: string; team: string }[] = [];

beforeAll(async () => {
  for (let index = 0; index < 3; index++) {
    const { productId: id } = await aProduct();
    const { slug, team } = await unsafeDb().product.findUniqueOrThrow({
      where: { id },
      select: { slug: true, team: { select: { slug: true } } },
    });
    products.push({ id, slug, team: team.slug });
  }
});

const scopeOfPerson = (actor: PersonActor, permission: Permission = 'posture:read'): Scope =>
  requirePermission(ctx(actor, now), permission);

type Step =
  | { do: 'add'; product: number; severity: number; daysAgo: number; count: number }
  | { do: 'decide'; product: number; status: (typeof FINDING_STATUSES)[number]; daysAgo: number; every: number }
  | { do: 'rate'; product: number; severity: number; every: number }
  | { do: 'remove'; every: number };

const product = fc.integer({ min: 0, max: 2 });
const severity = fc.integer({ min: 0, max: 4 });
const every = fc.integer({ min: 2, max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      product,
      severity,
      daysAgo: fc.constantFrom(-1, 0, 1, 6, 7, 8, 30, 31, 90, 91, 365, 366, 800),
      count: fc.integer({ min: 1, max: 9 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      product,
      status: fc.constantFrom(...FINDING_STATUSES),
      daysAgo: fc.constantFrom(0, 3, 7, 8, 40),
      every,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rate' as const), product, severity, every }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), every }) },
);

const at = (daysAgo: number) => new Date(now.getTime() - daysAgo * 86_400_000);
const idOf = (index: number) => products[index]?.id ?? '';

async function apply(change: Step): Promise<void> {
  const db = pgPool();
  switch (change.do) {
    case 'add':
      await db.query(
        `INSERT INTO finding (product_id, fingerprint, kind, scanner, title, severity, rule_id, location, first_seen_at,
           status_changed_at, updated_at, ids, cwe, tags)
         SELECT $1, gen_random_uuid(), 'code', 'semgrep', 'Injection', $2, 'rule', 'a.ts', $3, $3, $3, '{}', '{}', '{}'
         FROM generate_series(1, $4)`,
        [idOf(change.product), change.severity, at(change.daysAgo), change.count],
      );
      return;
    case 'decide':
      await db.query(
        `UPDATE finding SET status = $2::finding_status, status_changed_at = $3, updated_at = $3,
           acceptance_id = CASE WHEN $2::finding_status = 'risk_accepted' THEN gen_random_uuid() END
         WHERE product_id = $1 AND id % $4 = 0`,
        [idOf(change.product), change.status, at(change.daysAgo), change.every],
      );
      return;
    case 'rate':
      await db.query('UPDATE finding SET severity = $2 WHERE product_id = $1 AND id % $3 = 1', [
        idOf(change.product),
        change.severity,
        change.every,
      ]);
      return;
    case 'remove':
      await db.query('DELETE FROM finding WHERE id % $1 = 2 AND id % 2 = 0', [change.every * 2]);
  }
}

function figuresOf(counts: Counts): Figure[] {
  const bySeverity = (all: Counts['severities']) => SEVERITIES.map((name) => all[name]);
  return [
    counts.open,
    counts.added,
    counts.fixed,
    ...bySeverity(counts.severities),
    ...counts.products.flatMap((bar) => [bar.open, ...bySeverity(bar.severities)]),
    ...Object.values(counts.ages).flatMap(bySeverity),
  ];
}

async function rowsOf(scope: Scope, figure: Figure): Promise<number> {
  let cursor: string | null = null;
  let rows = 0;
  do {
    const page = await listFindings(scope, { filter: filterOf(figure.filter), order: 'severity.desc', cursor }, viewer);
    rows += page.rows.length;
    cursor = page.next;
  } while (cursor);
  return rows;
}

describe('the overview', () => {
  it('shows exactly as many as its lists have rows, for any changes, filters and scopes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
        for (const change of steps) await apply(change);
        const [first, second] = products;
        if (!first || !second) throw new Error('products are missing');
        const scopes = [scopeOfPerson(person('Analyst', 'everywhere')), scopeOfPerson(person('Engineer', [first.id]))];
        const filters = [everything, { team: [second.team], product: [] }, { team: [], product: [first.slug] }];
        for (const scope of scopes) {
          for (const filter of filters) {
            const counts = await readCounts(scope, filter, viewer);
            for (const figure of figuresOf(counts)) {
              if (figure.n === 0) continue;
              expect(await rowsOf(scope, figure), JSON.stringify(figure)).toBe(figure.n);
            }
            const last = counts.trend.at(-1);
            expect(last && sumSeverities(last.open)).toBe(counts.open.n);
            for (const name of SEVERITIES) expect(last?.open[name]).toBe(counts.severities[name].n);
          }
        }
      }),
      { numRuns: 6 },
    );
  });

  it('says nothing about products outside the scope', async () => {
    await apply({ do: 'add', product: 0, severity: 4, daysAgo: 1, count: 3 });
    const scope = scopeOfPerson(stranger());
    const counts = await readCounts(scope, everything, viewer);
    expect(figuresOf(counts).every(({ n }) => n === 0)).toBe(true);
    expect(counts.products).toEqual([]);
    expect(counts.trend.every(({ open, entered, left }) => sumSeverities(open) + entered + left === 0)).toBe(true);
    const named = await readCounts(scope, { team: [], product: [products[0]?.slug ?? ''] }, viewer);
    expect(named.open.n).toBe(0);
  });
});

describe('freshness and imports', () => {
  it('name silent sources and new imports of the scope only', async () => {
    const [first, second] = products;
    if (!first || !second) throw new Error('products are missing');
    const source = (productId: string, target: string, lastImportAt: Date | null) =>
      unsafeDb().source.create({ data: { productId, scanner: 'trivy', target, lastImportAt, expectEveryHours: 24 } });
    await source(first.id, 'api', at(2));
    await source(first.id, 'web', at(0));
    await source(second.id, 'db', null);
    for (const { id } of [first, second]) {
      await unsafeDb().import.create({ data: { productId: id, fileName: `${id}.json`, createdByName: 'test' } });
    }
    const mine = scopeOfPerson(person('Engineer', [first.id]));
    const fresh = await readFreshness(mine, everything, now);
    expect(fresh).toMatchObject({ sources: 2, silent: 1, newestImportAt: now.toISOString() });
    expect(fresh.silentSources.map(({ name }) => name)).toEqual(['trivy api']);
    const all = await readFreshness(scopeOfPerson(person('Auditor', 'everywhere')), everything, now);
    expect(all).toMatchObject({ sources: 3, silent: 2 });
    expect(all.silentSources[0]).toMatchObject({ name: 'trivy db', lastImportAt: null });
    const imports = await recentImports(scopeOfPerson(person('Engineer', [first.id]), 'import:read'), everything);
    expect(imports.map(({ fileName }) => fileName)).toEqual([`${first.id}.json`]);
    expect(await recentImports(scopeOfPerson(stranger(), 'import:read'), everything)).toEqual([]);
    const elsewhere = await recentImports(scopeOfPerson(person('Engineer', [first.id]), 'import:read'), {
      team: [],
      product: [second.slug],
    });
    expect(elsewhere).toEqual([]);
  });
});
