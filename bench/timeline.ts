import { percentile, timesOf } from '@/bench/measure';
import { benchCtx, benchProduct } from '@/bench/product';
import { dayOfEvents, HOUR_MS } from '@/bench/timeline-events';
import { requirePermission } from '@/lib/access/policy';
import { disconnect, unsafeDb } from '@/lib/core/db';
import { listTimeline } from '@/lib/timeline/data/page';
import { readTimeline } from '@/lib/timeline/data/view';
import type { LaneBy } from '@/lib/timeline/types';

/** A page of a timeline over a day of events: the picture's counts, its items, the table; beside all rows counted in memory. */
const GOAL_MS = 500;

const now = new Date();

/** The baseline: every row to the program, counted there, as a page that draws each event must. */
async function allRows(productId: string): Promise<number> {
  const rows = await unsafeDb().event.findMany({ where: { productId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] });
  const counts = new Map<string, number>();
  for (const { at, actor } of rows) {
    const key = `${actor} ${Math.floor(at.getTime() / 600_000)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts.size;
}

async function main(): Promise<void> {
  const events = Number(process.argv[2] ?? 100_000);
  const productId = await benchProduct('timeline');
  const { number, began } = await dayOfEvents(productId, events, now);
  const scope = requirePermission(benchCtx(), 'incident:read');
  const reader = { events: requirePermission(benchCtx(), 'event:read'), write: null, now };
  const asked = (q: string | null, lanes: LaneBy, window: readonly [Date, Date] | null = null) => ({
    ...{ q, lanes, from: window?.[0] ?? null, to: window?.[1] ?? null },
  });
  const minute = [new Date(began + 12 * HOUR_MS), new Date(began + 12 * HOUR_MS + 60_000)] as const;
  const view =
    (...about: Parameters<typeof asked>) =>
    () =>
      readTimeline(scope, number, asked(...about), reader);
  const middle = await readTimeline(scope, number, asked(null, 'source', minute), reader);
  const cursor = `${middle.items?.[0]?.time}_${middle.items?.[0]?.ref}`;
  const cases: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['a day, lanes by source', view(null, 'source')],
    ['a day, lanes by host', view(null, 'host')],
    ['a day, lanes by identity', view(null, 'identity')],
    ['a day, lanes by phase', view(null, 'phase')],
    ['a day, user:user-7 -ns:team-3', view('user:user-7 -ns:team-3', 'host')],
    ['a day, process:sh*', view('process:sh*', 'host')],
    ['a minute, each item', view(null, 'identity', minute)],
    ['table, first page', () => listTimeline(scope, number, { ...asked(null, 'source'), cursor: null }, reader)],
    ['table, from the middle', () => listTimeline(scope, number, { ...asked(null, 'source'), cursor }, reader)],
  ];
  const baseline = percentile(await timesOf(() => allRows(productId)), 50);
  console.log(
    `${'all rows, counted in memory'.padEnd(36)} p50 ${baseline.toFixed(0).padStart(6)} ms  (baseline, ${events} events)`,
  );
  for (const [name, work] of cases) {
    const times = await timesOf(work);
    const [half, most] = [percentile(times, 50), percentile(times, 95)];
    const verdict = most <= GOAL_MS ? 'met' : 'MISSED';
    console.log(
      `${name.padEnd(36)} p50 ${half.toFixed(0).padStart(6)} ms  p95 ${most.toFixed(0).padStart(6)} ms  ` +
        `${(baseline / half).toFixed(1)} × faster  ${verdict}, goal ${GOAL_MS} ms`,
    );
  }
  await disconnect();
}

await main();
