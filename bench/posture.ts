import { percentile, timesOf } from '@/bench/measure';
import { benchCtx } from '@/bench/product';
import { seeded, vacuum } from '@/bench/seed-findings';
import { requirePermission } from '@/lib/access/policy';
import { addDays, isoDay } from '@/lib/core/datetime';
import { disconnect, pgPool, unsafeDb } from '@/lib/core/db';
import { CATALOGUE } from '@/lib/safeguards/catalogue';
import { isByProduct } from '@/lib/safeguards/checks/by-product';
import { readDetail } from '@/lib/safeguards/data/detail';
import { readPosture } from '@/lib/safeguards/data/posture';
import { evaluate, judgeNow } from '@/lib/safeguards/mutations/evaluate';
import { endOf } from '@/lib/safeguards/place';

const PRODUCTS = 200;
const DAYS = 730;
const PAGE_MS = 150;
const ALL_MS = 30_000;

/**
 * Two years that were judged each hour, at their worst: figures of every promise changed each day in every product, and each
 * tenth day the state did. More rows than one a day and a state are never kept.
 */
async function seedHistory(now: Date): Promise<number> {
  const [byProduct, whole] = [CATALOGUE.filter(isByProduct), CATALOGUE].map((all) => all.map(({ id }) => id));
  const { rowCount } = await pgPool().query(
    `INSERT INTO safeguard_state (safeguard, product_id, valid_from, valid_to, state, since, counts, good, total, unclear, at_least,
       days, reasons, fresh_at)
     SELECT k.safeguard, k.product_id, at, CASE WHEN day > 0 THEN at + interval '1 day' END,
       (ARRAY['met', 'partly', 'missed', 'unknown'])[1 + (day / 10 + length(k.safeguard)) % 4],
       at - (9 - day % 10) * interval '1 day', true, day % 17, 20, day % 3, 1, 30,
       '[{"code":"overdue","params":{"n":3}}]', at - interval '3 hours'
     FROM (SELECT s AS safeguard, p.id AS product_id FROM unnest($1::text[]) AS s, product p
       UNION ALL SELECT s, NULL FROM unnest($2::text[]) AS s) AS k
     CROSS JOIN generate_series(${DAYS}, 0, -1) AS day
     CROSS JOIN LATERAL (SELECT $3::timestamptz - day * interval '1 day' - interval '1 hour' AS at) AS t`,
    [byProduct, whole, now],
  );
  await pgPool().query(
    `INSERT INTO safeguard_day (product_id, day, safeguards, good, total)
     SELECT p.id, ($2::timestamptz - day * interval '1 day')::date, $1::text[], array_fill(day % 17, ARRAY[cardinality($1)]),
       array_fill(20, ARRAY[cardinality($1)])
     FROM product p CROSS JOIN generate_series(${DAYS}, 0, -1) AS day`,
    [byProduct, now],
  );
  await pgPool().query(
    `INSERT INTO safeguard_run (at, ms, changed, basis, own)
     SELECT $1::timestamptz - n * interval '1 hour', 900, 100, '', '' FROM generate_series(1, ${DAYS * 24}) AS n`,
    [now],
  );
  return rowCount ?? 0;
}

function say(name: string, ms: number, goal: number): void {
  console.log(`${name.padEnd(64)} ${ms.toFixed(0).padStart(7)} ms  ${ms <= goal ? 'met' : 'MISSED'} (${goal} ms)`);
}

async function page(name: string, work: () => Promise<unknown>): Promise<void> {
  const times = await timesOf(work);
  console.log(`${name.padEnd(64)} p50 ${percentile(times, 50).toFixed(0)} ms`);
  say(`${name}, p95`, percentile(times, 95), PAGE_MS);
}

async function main(findings: number): Promise<void> {
  const now = new Date();
  await seeded(findings, PRODUCTS);
  const rows = await seedHistory(now);
  await vacuum(['safeguard_state', 'safeguard_day', 'safeguard_run', 'finding', 'finding_source']);
  console.log(`${findings} findings in ${PRODUCTS} products, ${rows} rows of history over ${DAYS} days`);
  const scope = requirePermission(benchCtx(), 'posture:read');
  const teams = await unsafeDb().team.findMany({ select: { slug: true }, orderBy: { slug: 'asc' } });
  const everything = { team: [], product: [] };
  const [first, ...others] = teams.map(({ slug }) => slug);
  const half = { team: others.slice(0, teams.length / 2), product: [] };
  const team = { team: [first ?? ''], product: [] };
  const past = endOf(isoDay(addDays(now, -400)));
  await page('posture, everything, now', () => readPosture(scope, everything, now));
  await page('posture, everything, 400 days ago', () => readPosture(scope, everything, past));
  await page('posture, a team, now', () => readPosture(scope, team, now));
  await page('posture, a team, 400 days ago', () => readPosture(scope, team, past));
  await page('posture, half of all teams, 400 days ago', () => readPosture(scope, half, past));
  const asked = { id: 'B2', filter: everything, at: past };
  await page('a promise in 200 products, 400 days ago', () => readDetail(benchCtx(), scope, asked));
  const ctx = { ...benchCtx(), now: new Date(now.getTime() + 60_000) };
  const began = performance.now();
  await judgeNow(ctx.now);
  say('all checks judged', performance.now() - began, ALL_MS);
  const kept = performance.now();
  await evaluate(ctx);
  say('all checks judged, every state written anew', performance.now() - kept, ALL_MS);
}

await main(Number(process.argv[2] ?? 100_000));
await disconnect();
