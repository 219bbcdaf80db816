import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { requirePermission, type Scope } from '@/lib/access/policy';
import { joinItems } from '@/lib/core/address-list';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, roleless } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { countFindings, facetCounts } from '@/lib/findings/data/facets';
import { listFindings } from '@/lib/findings/data/list';
import { foldCounts } from '@/lib/findings/mutations/fold-counts';
import { isOpen } from '@/lib/findings/rules';
import {
  type FindingFilter,
  loadFilter,
  type Order,
  SLA_STATES,
  SORTS,
  type SortKey,
  splitOrder,
} from '@/lib/findings/search-params';
import { SEVERITIES, severityName } from '@/lib/findings/severity';
import { SSVC_DECISIONS } from '@/lib/findings/ssvc-decisions';
import { aFinding, aPerson, NOW } from '@/lib/findings/testing/findings';
import { FACETS, FINDING_STATUSES, type FindingRow } from '@/lib/findings/types';

withDatabase();

const DAY = 86_400_000;
const products: string[] = [];
let assignee = '';
const scopeOver = (ids: readonly string[]): Scope => requirePermission(ctx(person('Analyst', ids)), 'finding:read');
const viewer = () => ({ personId: assignee, now: NOW });

/** Pages through everything that a filter matches. */
async function allRows(scope: Scope, filter: FindingFilter, order: Order = 'severity.desc', limit = 7, look?: number) {
  const rows = [];
  let cursor: string | null = null;
  do {
    const page = await listFindings(scope, { filter, order, cursor }, viewer(), limit, look);
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor);
  return rows;
}

beforeAll(async () => {
  for (let n = 0; n < 3; n++) products.push((await aProduct()).productId);
  assignee = await aPerson('Analyst', null);
  const pick = <T>(values: readonly T[], n: number): T => {
    const value = values[n % values.length];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  };
  for (let n = 0; n < 80; n++) {
    await aFinding(pick(products, n), {
      severity: (n * 7) % 5,
      status: pick(FINDING_STATUSES, n * 3),
      acceptanceId: randomUUID(),
      kind: pick(['code', 'dependency', 'web'], n),
      scanner: pick(['trivy', 'semgrep'], n),
      title: `Finding ${n} of 100%_special`,
      ids: n % 4 === 0 ? [`CVE-2026-${1000 + (n % 8)}`] : [],
      packageName: n % 3 === 0 ? pick(['openssl', 'openssl-libs', 'zlib'], n / 3) : null,
      path: n % 2 === 0 ? pick(['src/a/b.ts', 'src/a.ts', 'src/ab/c.ts'], n) : null,
      tags: n % 5 === 0 ? ['internet', `t${n % 3}`] : [],
      knownExploited: pick([true, false, null], n),
      fixAvailable: pick([null, true, false], n * 2),
      cvssScore: n % 3 === 0 ? null : (n % 100) / 10,
      epss: n % 2 === 0 ? null : 0.1 + (n % 7) / 10,
      priority: (n * 37) % 50,
      ssvc: pick([null, 0, 1, 2, 3], n),
      assigneeId: n % 6 === 0 ? assignee : null,
      firstSeenAt: new Date(NOW.getTime() - ((n * 17) % 500) * DAY),
      dueAt: n % 4 === 0 ? new Date(NOW.getTime() + (n - 40) * DAY) : null,
      slaPausedAt: n % 7 === 0 ? NOW : null,
      updatedAt: new Date(NOW.getTime() - (n % 9) * DAY),
    });
  }
});

const list = (values: readonly string[]) => fc.subarray([...values]);
const query = fc
  .record({
    status: fc.oneof(fc.constant<string[]>(['any']), list(FINDING_STATUSES)),
    severity: list(SEVERITIES),
    kind: list(['code', 'dependency', 'web']),
    scanner: list(['trivy', 'semgrep', 'nmap']),
    assignee: list(['me', 'none']),
    kev: list(['yes', 'no', 'unknown']),
    fix: list(['yes', 'no', 'unknown']),
    ssvc: list(SSVC_DECISIONS),
    age: list(['week', 'month', 'quarter', 'year', 'older']),
    sla: fc.oneof({ weight: 3, arbitrary: fc.constant<string[]>([]) }, list(SLA_STATES)),
    tag: fc.oneof({ weight: 3, arbitrary: fc.constant<string[]>([]) }, list(['internet', 't1', 'gone'])),
    q: fc.oneof({ weight: 3, arbitrary: fc.constant<string[]>([]) }, list(['finding', '100%_', '7'])),
  })
  .map((chosen) =>
    Object.entries(chosen)
      .filter(([, values]) => values.length > 0)
      .map(([key, values]) => `${key}=${values.map(encodeURIComponent).join(',')}`)
      .join('&'),
  );

describe('the list', () => {
  it('pages through every row exactly once, in its order, for every order', async () => {
    const scope = scopeOver(products);
    for (const order of SORTS.flatMap((key) => [`${key}.asc`, `${key}.desc`] as const)) {
      const rows = await allRows(scope, loadFilter('?status=any'), order);
      expect(new Set(rows.map(({ id }) => id)).size, order).toBe(80);
      expect(rows).toHaveLength(80);
    }
  });

  it('has each finding in exactly one SLA state; a clock that stands still is neither late nor on track', async () => {
    const states = await Promise.all(
      SLA_STATES.map((state) => allRows(scopeOver(products), loadFilter(`?status=any&sla=${state}`), 'due.asc')),
    );
    expect(
      states
        .flat()
        .map(({ id }) => id)
        .sort((a, b) => a - b),
    ).toEqual(
      (await allRows(scopeOver(products), loadFilter('?status=any'), 'due.asc'))
        .map(({ id }) => id)
        .sort((a, b) => a - b),
    );
    for (const rows of states) expect(rows.length).toBeGreaterThan(0);
    const paused = states[SLA_STATES.indexOf('paused')] ?? [];
    expect(paused.every((row) => row.slaPausedAt !== null && isOpen(row.status))).toBe(true);
  });

  it('sorts what is unknown as least urgent', async () => {
    const scope = scopeOver(products);
    const cvss = await allRows(scope, loadFilter('?status=any'), 'cvss.desc');
    const scores = cvss.map(({ cvssScore }) => cvssScore ?? -1);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    const due = await allRows(scope, loadFilter('?status=any'), 'due.asc');
    const dates = due.map(({ dueAt }) => (dueAt ? Date.parse(dueAt) : Number.POSITIVE_INFINITY));
    expect(dates).toEqual([...dates].sort((a, b) => a - b || 0));
  });

  it('finds the same however far down an order it lies', async () => {
    const scope = scopeOver(products);
    const ids = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id);
    let matched = 0;
    for (const address of ['severity=low', 'kind=web&fix=no', 'q=finding&scanner=trivy', 'kev=no&tag=t1', 'kind=x']) {
      const filter = loadFilter(`?status=any&${address}`);
      const known = ids(await allRows(scope, filter));
      for (const order of ['cvss.desc', 'epss.asc', 'due.asc'] as const) {
        const near = ids(await allRows(scope, filter, order));
        expect(near.toSorted((a, b) => a - b)).toEqual(known.toSorted((a, b) => a - b));
        expect(ids(await allRows(scope, filter, order, 7, 9))).toEqual(near);
      }
      matched += known.length;
    }
    expect(matched).toBeGreaterThan(30);
  });

  it('is what all findings are, filtered and sorted, for every filter and order', async () => {
    const scope = scopeOver(products);
    const all = await allRows(scope, loadFilter('?status=any'), 'severity.desc', 100);
    const answer = (value: boolean | null) => (value === null ? 'unknown' : value ? 'yes' : 'no');
    const keys = {
      severity: (row) => row.severity,
      priority: (row) => row.priority,
      first_seen: (row) => Date.parse(row.firstSeenAt),
      updated: (row) => Date.parse(row.updatedAt),
      due: (row) => (row.dueAt ? Date.parse(row.dueAt) : Number.MAX_VALUE),
      cvss: (row) => row.cvssScore ?? -1,
      epss: (row) => row.epss ?? -1,
    } satisfies Record<SortKey, (row: FindingRow) => number>;
    const orders = SORTS.flatMap((key) => [`${key}.asc`, `${key}.desc`] as const);
    const chosen = fc.record({
      status: list(FINDING_STATUSES),
      severity: list(SEVERITIES),
      kind: list(['code', 'dependency', 'web']),
      scanner: list(['trivy', 'semgrep', 'nmap']),
      kev: list(['yes', 'no', 'unknown']),
      fix: list(['yes', 'no', 'unknown']),
    });
    await fc.assert(
      fc.asyncProperty(chosen, fc.constantFrom(...orders), fc.boolean(), async (one, order, fold) => {
        if (fold) await foldCounts();
        const has = (values: readonly string[], value: string) => values.length === 0 || values.includes(value);
        const { key, direction } = splitOrder(order);
        const way = direction === 'asc' ? 1 : -1;
        const expected = all
          .filter((row) => (one.status.length > 0 ? one.status.includes(row.status) : isOpen(row.status)))
          .filter((row) => has(one.severity, severityName(row.severity)) && has(one.kind, row.kind))
          .filter((row) => has(one.scanner, row.scanner) && has(one.kev, answer(row.knownExploited)))
          .filter((row) => has(one.fix, answer(row.fixAvailable)))
          .sort((a, b) => way * (keys[key](a) - keys[key](b) || a.id - b.id));
        const address = Object.entries(one).flatMap(([name, values]) =>
          values.length > 0 ? [`${name}=${values.join(',')}`] : [],
        );
        const rows = await allRows(scope, loadFilter(`?${address.join('&')}`), order, 7, 11);
        expect(rows.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('shows the scope and nothing else, whatever the address asks for', async () => {
    const [mine = '', theirs = ''] = products;
    const rows = await allRows(scopeOver([mine]), loadFilter(`?status=any&product=${mine},${theirs}`));
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ productId }) => productId))).toEqual(new Set([mine]));
    expect(await allRows(scopeOver([mine]), loadFilter(`?status=any&product=${theirs}`))).toEqual([]);
    expect((await allRows(requirePermission(ctx(readOnly()), 'finding:read'), loadFilter('?status=any'))).length).toBe(
      80,
    );
    expect(() => requirePermission(ctx(roleless()), 'finding:read')).toThrow('forbidden');
  });

  it('filters by id, package, path and text as it says', async () => {
    const scope = scopeOver(products);
    const found = async (address: string) => allRows(scope, loadFilter(`?status=any&${address}`));
    expect((await found('id=cve-2026-1000')).every(({ id }) => id > 0)).toBe(true);
    expect(await found('id=cve-2026-1000')).toHaveLength(10);
    expect(new Set((await found('package=openssl')).map(({ packageName }) => packageName))).toEqual(
      new Set(['openssl']),
    );
    expect(new Set((await found('package=openssl*')).map(({ packageName }) => packageName))).toEqual(
      new Set(['openssl', 'openssl-libs']),
    );
    const paths = (rows: { id: number }[]) =>
      unsafeDb().finding.findMany({ where: { id: { in: rows.map(({ id }) => id) } }, select: { path: true } });
    expect(new Set((await paths(await found('path=src/a'))).map(({ path }) => path))).toEqual(new Set(['src/a/b.ts']));
    expect(await found('q=100%25_special')).toHaveLength(80);
    expect(await found('q=100x_special')).toHaveLength(0);
    expect((await found('q=special finding')).length).toBe(80);
  });

  it('begins at the top for a cursor that is none', async () => {
    const filter = loadFilter('?status=any');
    const first = await listFindings(
      scopeOver(products),
      { filter, order: 'severity.desc', cursor: null },
      viewer(),
      5,
    );
    for (const cursor of ['x', '!!!', Buffer.from('[1]').toString('base64url')]) {
      const page = await listFindings(scopeOver(products), { filter, order: 'severity.desc', cursor }, viewer(), 5);
      expect(page.rows).toEqual(first.rows);
    }
  });
});

describe('the counts', () => {
  it('say for every filter as many as the list has rows, and for every value as many as choosing it would show', async () => {
    const scope = scopeOver(products.slice(0, 2));
    await fc.assert(
      fc.asyncProperty(query, fc.constantFrom(...FACETS), async (address, facet) => {
        const filter = loadFilter(`?${address}`);
        const rows = await allRows(scope, filter, 'severity.desc', 100);
        expect(await countFindings(scope, filter, viewer())).toEqual({ n: rows.length, exact: true });
        const facets = await facetCounts(scope, filter, viewer());
        expect(facets.total).toEqual({ n: rows.length, exact: true });
        for (const { value, count } of facets[facet].slice(0, 6)) {
          const chosen = { ...filter, ...loadFilter({ [facet]: joinItems([value]) }) };
          const narrowed = { ...filter, [facet]: chosen[facet] };
          expect(count, `${address} ${facet}=${value}`).toEqual({
            n: (await allRows(scope, narrowed, 'severity.desc', 100)).length,
            exact: true,
          });
        }
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('stay what they are when they are folded', async () => {
    const scope = scopeOver(products);
    const before = await facetCounts(scope, loadFilter('?status=any'), viewer());
    const deltas = await unsafeDb().findingTally.count();
    for (const id of await allRows(scope, loadFilter(''))) {
      await unsafeDb().finding.update({ where: { id: id.id }, data: { severity: (id.severity + 1) % 5 } });
      await unsafeDb().finding.update({ where: { id: id.id }, data: { severity: id.severity } });
    }
    const swollen = await unsafeDb().findingTally.count();
    expect(swollen).toBeGreaterThan(deltas);
    const flow = () => unsafeDb().findingFlow.groupBy({ by: ['productId', 'change', 'severity'], _sum: { n: true } });
    const sums = new Set((await flow()).filter(({ _sum }) => _sum.n !== 0).map((one) => JSON.stringify(one)));
    await Promise.all([foldCounts(), foldCounts()]);
    expect(await unsafeDb().findingTally.count()).toBeLessThan(swollen);
    expect(await facetCounts(scope, loadFilter('?status=any'), viewer())).toEqual(before);
    expect(new Set((await flow()).filter(({ _sum }) => _sum.n !== 0).map((one) => JSON.stringify(one)))).toEqual(sums);
  });
});
