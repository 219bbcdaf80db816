import { randomUUID } from 'node:crypto';
import { percentile } from '@/bench/measure';
import { seeded } from '@/bench/seed-findings';
import { requirePermission } from '@/lib/access/policy';
import type { Ctx, PersonActor } from '@/lib/core/context';
import { disconnect, unsafeDb } from '@/lib/core/db';
import { facetCounts } from '@/lib/findings/data/facets';
import { listFindings } from '@/lib/findings/data/list';
import { readSnapshot } from '@/lib/findings/data/snapshot';
import { give, takeBack } from '@/lib/findings/mutations/bulk/start';
import { takeTurns } from '@/lib/findings/mutations/bulk/turn';
import { foldCounts } from '@/lib/findings/mutations/fold-counts';
import { loadListQuery } from '@/lib/findings/search-params';
import type { Given } from '@/lib/findings/types';

const PRODUCTS = 200;
/** People who turn pages meanwhile, some four or five pages a second in all, each with its counts. */
const BREATH_MS = 200;
const IDLE_MS = 5_000;

async function analyst(): Promise<PersonActor> {
  const sessionId = randomUUID();
  const now = new Date();
  const { id } = await unsafeDb().person.create({
    data: {
      tenantId: randomUUID(),
      objectId: randomUUID(),
      name: 'Bench',
      grants: { create: {} },
      sessions: {
        create: {
          id: sessionId,
          roles: ['Analyst'],
          authTime: now,
          createdAt: now,
          lastSeenAt: now,
          expiresAt: new Date(now.getTime() + 3_600_000),
        },
      },
    },
    select: { id: true },
  });
  const grants = { everywhere: true, teams: [], products: [] };
  return { kind: 'person', id, name: 'Bench', sessionId, roles: ['Analyst'], grants, duties: [], elevations: [] };
}

const p95 = (times: readonly number[]) =>
  percentile(
    times.toSorted((a, b) => a - b),
    95,
  );

type Read = { readonly lists: number; readonly counts: number; readonly reads: number };

/** Turns pages and reads the counts beside them until told to stop; p95 of each. */
async function browse(ctx: Ctx, until: Promise<unknown>): Promise<Read> {
  const scope = requirePermission(ctx, 'finding:read');
  const { sort: order, cursor, ...filter } = loadListQuery('');
  const viewer = { personId: ctx.actor.id, now: ctx.now };
  const [lists, counts]: [number[], number[]] = [[], []];
  let over = false;
  void until.finally(() => {
    over = true;
  });
  while (!over) {
    const began = performance.now();
    await listFindings(scope, { filter, order, cursor }, viewer);
    const listed = performance.now();
    await facetCounts(scope, filter, viewer);
    lists.push(listed - began);
    counts.push(performance.now() - listed);
    await new Promise((resolve) => setTimeout(resolve, BREATH_MS));
  }
  return { lists: p95(lists), counts: p95(counts), reads: lists.length };
}

async function work(): Promise<number> {
  const began = performance.now();
  await takeTurns();
  return (performance.now() - began) / 1000;
}

function say(name: string, seconds: number, findings: number, busy: Read, idle: Read): void {
  const ratio = (a: number, b: number) => `${a.toFixed(1)} ms, ${(a / b).toFixed(1)} × idle`;
  console.log(`${name.padEnd(28)} ${seconds.toFixed(2)} s  ${Math.round(findings / seconds)}/s`);
  console.log(`  meanwhile: list p95 ${ratio(busy.lists, idle.lists)}; counts p95 ${ratio(busy.counts, idle.counts)}`);
}

async function measured(name: string, ctx: Ctx, idle: Read, given: Given): Promise<string> {
  if (given.kind !== 'started') throw new Error('nothing that needs a job');
  const working = work();
  const [seconds, busy] = await Promise.all([working, browse(ctx, working)]);
  const job = await unsafeDb().bulkJob.findUniqueOrThrow({ where: { id: given.jobId } });
  if (job.state !== 'done') throw new Error(`the job ended as ${job.state}: ${job.error}`);
  say(`${name} ${job.done}`, seconds, job.done, busy, idle);
  console.log(`  ${JSON.stringify(job.outcome)}`);
  return given.jobId;
}

const findings = Number(process.argv[2] ?? 100_000);
/** What is decided on: the open ones of high severity are about a ninth of all. */
const decided = process.argv[3] ?? '?severity=high';
await seeded(findings, PRODUCTS);
const actor = await analyst();
const ctx = { actor, now: new Date(), requestId: 'bench' };
// As the worker does each minute.
await foldCounts();
await browse(ctx, new Promise((resolve) => setTimeout(resolve, 1_000)));
const idle = await browse(ctx, new Promise((resolve) => setTimeout(resolve, IDLE_MS)));
console.log(`idle: list p95 ${idle.lists.toFixed(1)} ms, counts p95 ${idle.counts.toFixed(1)} ms  (baseline)`);
const selection = { kind: 'matching', query: decided, asOf: await readSnapshot() } as const;
const batchId = await measured(
  'decided on',
  ctx,
  idle,
  await give(ctx, { verb: 'triage', to: 'out_of_scope', reason: 'test_code' }, selection),
);
await measured('undone', ctx, idle, await takeBack(ctx, { batchId }));
console.log(`${findings} findings in ${PRODUCTS} products`);
await disconnect();
process.exit(0);
