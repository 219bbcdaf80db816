import { groupedCounts, offsetPage } from '@/bench/list-baseline';
import { measure, percentile, print, summary, timesOf } from '@/bench/measure';
import { benchCtx, benchEngineer } from '@/bench/product';
import { seeded } from '@/bench/seed-findings';
import { requirePermission, type Scope } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { disconnect, unsafeDb } from '@/lib/core/db';
import { facetCounts } from '@/lib/findings/data/facets';
import { listFindings } from '@/lib/findings/data/list';
import { viewerOf } from '@/lib/findings/data/viewer';
import { loadListQuery } from '@/lib/findings/search-params';
import { queueCounts } from '@/lib/inbox/data';
import { QUEUES, queueFilter, queueOrder } from '@/lib/inbox/queues';
import { readCounts } from '@/lib/overview/data/counts';

const PRODUCTS = 200;
/** Where a person who scrolls for long gets to. */
const DEEP = 200;

/** Addresses that people really open, and those that could be slow. */
const LISTS = [
  '',
  '?severity=critical,high',
  '?sort=first_seen.asc',
  '?sort=epss.desc',
  '?sort=priority.desc',
  '?status=any&sort=priority.desc',
  '?ssvc=act',
  '?ssvc=attend&sort=priority.desc',
  '?sort=due.asc&sla=overdue',
  '?status=any&sort=updated.desc',
  '?status=fixed&sort=cvss.desc',
  '?q=use after free lib42',
  '?q=zzz-nothing',
  '?id=CVE-2026-12345&status=any',
  '?package=lib42&severity=low',
  '?path=src/module7',
  '?tag=internet&kev=yes',
  '?assignee=none&kind=code&fix=yes',
  '?kind=secret&sort=priority.desc',
  '?kind=code&sort=epss.desc',
  '?severity=low&sort=cvss.desc',
  '?kind=host&sort=due.asc',
  '?branch=main',
  '?branch=release&sort=priority.desc',
  '?environment=production&severity=critical,high',
  '?age=week&kind=code',
  '?scanner=osv-scanner&sort=updated.desc',
  '?kind=configuration&fix=unknown&sort=first_seen.asc',
  '?since=2026-11-01&status=fixed&sort=updated.desc',
];

/** Those that name what the database made up, by id. */
async function namedLists(products: readonly string[]): Promise<string[]> {
  const [product, other] = [products[0], products.at(-1)];
  const source = await unsafeDb().source.findFirst({ where: { productId: product }, select: { id: true } });
  const assignee = await unsafeDb().person.findFirst({ select: { id: true } });
  return [
    `?product=${product}&sort=priority.desc`,
    `?product=${product}&kind=secret&sort=updated.desc`,
    `?product=${other}&sort=cvss.desc`,
    `?source=${source?.id}`,
    `?assignee=${assignee?.id}&sort=due.asc`,
  ];
}

async function lists(scope: Scope, who: string, addresses: readonly string[]): Promise<void> {
  const viewer = { personId: null, now: new Date() };
  await measure('counts', `overview ${who}`, () => readCounts(scope, { team: [], product: [] }, viewer));
  for (const address of addresses) {
    const { sort, cursor, ...filter } = loadListQuery(address);
    const name = `${who} ${address}`;
    const first = await listFindings(scope, { filter, order: sort, cursor }, viewer);
    await measure('page', `list ${name}`, () => listFindings(scope, { filter, order: sort, cursor }, viewer));
    if (first.next) {
      const second = { filter, order: sort, cursor: first.next };
      await measure('page', `next ${name}`, () => listFindings(scope, second, viewer));
    }
    await measure('counts', `counts ${name}`, () => facetCounts(scope, filter, viewer));
  }
}

/** What the keyset and the kept counts are for: the same page and the same counts as OFFSET and GROUP BY give them. */
async function againstBaseline(scope: Scope): Promise<void> {
  const viewer = { personId: null, now: new Date() };
  const { sort: order, cursor: start, ...filter } = loadListQuery('');
  let cursor = start;
  let page = 0;
  for (; page < DEEP; page++) {
    const { next } = await listFindings(scope, { filter, order, cursor }, viewer);
    if (!next) break;
    cursor = next;
  }
  const deep = await timesOf(() => listFindings(scope, { filter, order, cursor }, viewer));
  const offset = await timesOf(() => offsetPage(page));
  print(`page ${page + 1}`, deep);
  print('  OFFSET  (baseline)', offset);
  console.log(`  ${(percentile(offset, 95) / percentile(deep, 95)).toFixed(1)} × baseline`);
  const counts = await timesOf(() => facetCounts(scope, filter, viewer));
  const grouped = await timesOf(groupedCounts);
  print('counts', counts);
  print('  count(*) GROUP BY  (baseline)', grouped);
  console.log(`  ${(percentile(grouped, 95) / percentile(counts, 95)).toFixed(1)} × baseline`);
}

/** Every queue of a person's inbox, and the counts of all of them together. */
async function inbox(ctx: Ctx, who: string): Promise<void> {
  const scope = requirePermission(ctx, 'finding:read');
  const everything = { team: [], product: [] };
  await measure('counts', `inbox ${who}, all counts`, () => queueCounts(scope, everything, ctx));
  for (const queue of QUEUES) {
    const query = { filter: queueFilter(queue, everything, ctx.now), order: queueOrder(queue), cursor: null };
    await measure('page', `inbox ${who} ${queue}`, () => listFindings(scope, query, viewerOf(ctx)));
  }
}

const findings = Number(process.argv[2] ?? 100_000);
const products = await seeded(findings, PRODUCTS);
const ctx = benchCtx();
await againstBaseline(requirePermission(ctx, 'finding:read'));
const addresses = [...LISTS, ...(await namedLists(products))];
await lists(requirePermission(ctx, 'finding:read'), 'all', addresses);
const engineer = await benchEngineer(products.slice(0, 10));
await lists(requirePermission(engineer, 'finding:read'), 'one team', addresses);
await inbox(engineer, 'one team');
summary();
console.log(`${findings} findings in ${PRODUCTS} products`);
await disconnect();
process.exit(0);
