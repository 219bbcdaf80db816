import { Readable } from 'node:stream';
import { measure, percentile, print, summary, timesOf } from '@/bench/measure';
import { benchCtx, benchEngineer, benchProduct } from '@/bench/product';
import { seeded, vacuum } from '@/bench/seed-findings';
import { requirePermission, type Scope } from '@/lib/access/policy';
import { listAssets } from '@/lib/assets/data/inventory';
import { countAssets, coverageOf } from '@/lib/assets/data/inventory-counts';
import { assetById } from '@/lib/assets/data/inventory-detail';
import { loadInventoryAddress } from '@/lib/assets/inventory-address';
import { foldAssets } from '@/lib/assets/mutations/fold';
import { disconnect, pgPool, unsafeDb } from '@/lib/core/db';
import { receiveReport } from '@/lib/imports/mutations/receive';
import { runImport } from '@/lib/imports/run';

const PRODUCTS = 200;
const FINDINGS = 100_000;
/** Hosts of the port scan that is folded, each with two open ports. */
const SCANNED = 4_000;
/** Where a person who scrolls for long gets to. */
const DEEP = 200;

/** Addresses that people really open, and those that could be slow. */
const ADDRESSES = [
  '',
  '?sort=seen.desc',
  '?sort=new.desc',
  '?kind=host',
  '?kind=cluster',
  '?kind=image&sort=seen.desc',
  '?scan=missed',
  '?scan=late&kind=image&sort=seen.desc',
  '?edr=unknown&kind=host',
  '?backup=missed&tier=1',
  '?tls=missed&exposure=internet',
  '?tier=1,2&data=personal',
  '?tier=unknown',
  '?q=host-4711',
  '?q=example',
  '?q=zzz-nothing',
];

/**
 * Assets as a fleet has them: few products hold most, hosts and their ports are the most, one in ten has a second name, and
 * half have something found on them.
 */
const SEED = `
  WITH made AS MATERIALIZED (
    SELECT n, gen_random_uuid() AS id, ($1::uuid[])[1 + floor(power(random(), 2) * cardinality($1::uuid[]))::int] AS product_id,
      (ARRAY['host', 'endpoint', 'endpoint', 'host', 'image', 'image', 'repository', 'namespace', 'database', 'cloud_resource']
        )[1 + n % 10]::asset_kind AS kind, random() AS luck, random() AS other
    FROM generate_series(1, $2::int) AS n),
  kept AS (
    INSERT INTO asset (id, product_id, kind, key, name, tier, exposure, data_class, first_seen_at, last_seen_at, scan, scanned_at,
      scan_until, edr, edr_until, backup, tls)
    SELECT id, product_id, kind, kind || '-' || n || '.example', kind || '-' || n || '.example',
      CASE WHEN luck < 0.3 THEN 1 + n % 4 END,
      CASE WHEN other < 0.2 THEN (enum_range(NULL::exposure))[1 + n % cardinality(enum_range(NULL::exposure))] END,
      CASE WHEN other > 0.9 THEN (enum_range(NULL::data_class))[1 + n % cardinality(enum_range(NULL::data_class))] END,
      now() - (luck * 700) * interval '1 day', now() - (luck * other * 60) * interval '1 day',
      (CASE WHEN luck < 0.8 THEN 'met' WHEN luck < 0.9 THEN 'missed' ELSE 'unknown' END)::asset_coverage, now() - interval '2 days',
      now() + (other - 0.1) * interval '20 days',
      (CASE WHEN kind <> 'host' THEN 'none' WHEN other < 0.7 THEN 'met' ELSE 'unknown' END)::asset_coverage,
      now() + (luck - 0.1) * interval '20 days',
      (CASE WHEN kind NOT IN ('host', 'database') THEN 'none' WHEN luck < 0.6 THEN 'met' ELSE 'missed' END)::asset_coverage,
      (CASE WHEN kind <> 'endpoint' THEN 'none' WHEN luck < 0.7 THEN 'met' ELSE 'missed' END)::asset_coverage
    FROM made)
  INSERT INTO asset_name (product_id, kind, key, asset_id, home_id)
  SELECT product_id, kind, kind || '-' || n || '.example' || CASE WHEN second THEN '.internal' ELSE '' END, id, id
  FROM made CROSS JOIN (VALUES (false), (true)) AS also (second) WHERE NOT second OR n % 10 = 0`;

const FOUND = `
  INSERT INTO asset_finding (name_id, source_id, finding_id)
  SELECT n.id, e.source_id, f.id
  FROM (SELECT id, product_id, row_number() OVER (PARTITION BY product_id ORDER BY id) AS nth,
      count(*) OVER (PARTITION BY product_id) AS of FROM finding) f
  JOIN (SELECT id, product_id, row_number() OVER (PARTITION BY product_id ORDER BY id) AS nth,
      count(*) OVER (PARTITION BY product_id) AS of FROM asset_name) n
    ON n.product_id = f.product_id AND n.nth = 1 + f.nth % greatest(n.of / 2, 1)
  JOIN finding_source e ON e.finding_id = f.id ON CONFLICT DO NOTHING`;

async function seedAssets(assets: number): Promise<void> {
  const products = await seeded(FINDINGS, PRODUCTS);
  if ((await unsafeDb().asset.count()) > 0) return;
  await pgPool().query(SEED, [products, assets]);
  await pgPool().query(FOUND);
  await vacuum(['asset', 'asset_name', 'asset_finding', 'finding', 'product']);
}

async function pages(scope: Scope, who: string): Promise<void> {
  const now = new Date();
  await measure('counts', `coverage ${who}`, () => coverageOf(scope, { product: [], team: [] }, now));
  for (const address of ADDRESSES) {
    const { sort, ...filter } = loadInventoryAddress(address);
    const query = { filter, order: sort, cursor: null };
    const first = await listAssets(scope, query, now);
    await measure('page', `list ${who} ${address}`, () => listAssets(scope, query, now));
    const cursor = first.next;
    if (cursor) await measure('page', `next ${who} ${address}`, () => listAssets(scope, { ...query, cursor }, now));
    await measure('counts', `counts ${who} ${address}`, () => countAssets(scope, filter, now));
  }
}

async function details(scope: Scope): Promise<void> {
  const now = new Date();
  const viewer = { now, write: scope, alerts: scope, incidents: scope };
  const most = await pgPool().query<{ id: string }>(`
    SELECT n.asset_id AS id FROM asset_name n JOIN asset_finding f ON f.name_id = n.id GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`);
  const id = most.rows[0]?.id ?? '';
  await measure('page', 'the asset with the most findings', () => assetById(scope, id, viewer));
}

/** What the keyset is for: the same page as OFFSET gives it. */
async function againstOffset(scope: Scope): Promise<void> {
  const now = new Date();
  const { sort: order, ...filter } = loadInventoryAddress('');
  let cursor: string | null = null;
  for (let page = 0; page < DEEP; page++) cursor = (await listAssets(scope, { filter, order, cursor }, now)).next;
  const deep = await timesOf(() => listAssets(scope, { filter, order, cursor }, now));
  const offset = await timesOf(() =>
    pgPool().query('SELECT * FROM asset WHERE merged_into_id IS NULL ORDER BY name, id LIMIT 50 OFFSET $1', [
      DEEP * 50,
    ]),
  );
  print(`page ${DEEP + 1}`, deep);
  print('  OFFSET, of the rows alone  (baseline)', offset);
  console.log(`  ${(percentile(offset, 95) / percentile(deep, 95)).toFixed(1)} × baseline`);
}

function portScan(): string {
  const hosts = Array.from(
    { length: SCANNED },
    (_, n) => `<host><status state="up" reason="echo-reply"/>
    <address addr="10.${n >> 16}.${(n >> 8) & 255}.${n & 255}" addrtype="ipv4"/><ports>
    <port protocol="tcp" portid="22"><state state="open"/></port><port protocol="tcp" portid="443"><state state="open"/></port>
    </ports></host>`,
  );
  return `<nmaprun scanner="nmap" args="nmap 10.0.0.0/8">${hosts.join('')}</nmaprun>`;
}

/** Assets of a report, from none and again where nothing has changed. */
async function folding(): Promise<void> {
  const productId = await benchProduct('port-scan');
  await foldAssets(benchCtx());
  for (const name of ['first', 'identical']) {
    const body = Readable.from([Buffer.from(portScan())]);
    const id = await receiveReport(benchCtx(), {
      ...{ productId, fileName: 'nmap.xml', body, options: () => ({ scan_at: new Date() }) },
    });
    await runImport(benchCtx(), id, { last: true });
    const began = performance.now();
    await foldAssets(benchCtx());
    const seconds = (performance.now() - began) / 1000;
    const assets = await unsafeDb().asset.count({ where: { productId } });
    console.log(
      `folding ${assets} assets of a port scan, ${name}: ${seconds.toFixed(2)} s, ${Math.round(assets / seconds)}/s`,
    );
  }
}

const assets = Number(process.argv[2] ?? 100_000);
await seedAssets(assets);
const ctx = benchCtx();
const whole = requirePermission(ctx, 'finding:read');
console.log(`${assets} assets of ${PRODUCTS} products, ${FINDINGS} findings`);
await pages(whole, 'everything');
const own = await unsafeDb().product.findMany({ orderBy: { name: 'asc' }, take: 10, select: { id: true } });
const engineer = await benchEngineer(own.map(({ id }) => id));
await pages(requirePermission(engineer, 'finding:read'), 'a team');
await details(whole);
await againstOffset(whole);
await folding();
summary();
await disconnect();
process.exit(0);
