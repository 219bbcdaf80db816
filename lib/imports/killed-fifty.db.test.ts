import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { asOwner, withDatabase } from '@/lib/core/testing/database';
import { Random } from '@/lib/imports/fuzz/random';
import { at, probeReport, send } from '@/lib/imports/testing';
import { sender } from '@/lib/jobs/boss';
import { bundle } from '@/scripts/lib/bundle.mjs';

withDatabase();

const PRODUCTS = 10;
const SOURCES = ['api', 'web'] as const;
const [FIRST, SECOND] = [300, 200];
/** Killed as long as this, and so often on a starved machine too; then left alone. */
const KILLING_MS = 20_000;
const KILLED = 4;
const random = new Random('fifty imports');

beforeAll(async () => {
  await bundle(process.cwd(), {
    'test-queue-worker': 'lib/imports/testing-queue-worker.ts',
    'test-report-reader': 'lib/imports/testing-report-reader.ts',
  });
  // A dead worker's job is given back after this; so short that many of them die within a test.
  await asOwner(
    'UPDATE pgboss.queue SET heartbeat_seconds = 3, retry_limit = 30, retry_delay = 0, retry_backoff = false',
  );
});
afterAll(async () => (await sender()).stop({ graceful: false }));

function aWorker(): ChildProcess {
  const program = join(process.cwd(), 'dist', 'test-queue-worker.mjs');
  return spawn(process.execPath, [program], { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function kill(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  worker.kill('SIGKILL');
  await ended;
}

const unfinished = () => unsafeDb().import.count({ where: { state: { in: ['queued', 'running'] } } });

/** Kills each worker after a while of its work, until the time is over or nothing is left; how many died at work. */
async function killAgainAndAgain(): Promise<number> {
  const until = performance.now() + KILLING_MS;
  let killed = 0;
  while ((performance.now() < until || killed < KILLED) && (await unfinished()) > 0) {
    const worker = aWorker();
    try {
      await expect.poll(() => unsafeDb().import.count({ where: { state: 'running' } })).toBeGreaterThan(0);
      await pause(random.below(1_500));
    } finally {
      await kill(worker);
    }
    if ((await unfinished()) > 0) killed += 1;
  }
  return killed;
}

async function letWork(): Promise<void> {
  const worker = aWorker();
  try {
    await expect.poll(unfinished, { interval: 250 }).toBe(0);
  } finally {
    await kill(worker);
  }
}

/** Findings f0, f1 … of one source; the later ones of a second report are new, what it leaves out is fixed. */
function report(target: string, from: number, to: number): string {
  const findings = Array.from({ length: to - from }, (_, n) => {
    const id = `${target}-${from + n}`;
    return { id, identity: ['probe', id], description: 'text '.repeat(40) };
  });
  return probeReport({ target, findings });
}

/** Five imports a product: two sources, each twice, and the first report once more. */
async function sendFive(productId: string): Promise<void> {
  for (const target of SOURCES) await send(ctx(system, at(0)), productId, report(target, 0, FIRST));
  for (const target of SOURCES) await send(ctx(system, at(1)), productId, report(target, FIRST - SECOND, FIRST + 100));
  await send(ctx(system, at(2)), productId, report('api', FIRST - SECOND, FIRST + 100));
}

test('of fifty imports whose workers are killed at random moments nothing is lost and nothing doubled', async () => {
  const products = await Promise.all(Array.from({ length: PRODUCTS }, () => aProduct()));
  for (const { productId } of products) await sendFive(productId);
  expect(await killAgainAndAgain()).toBeGreaterThanOrEqual(KILLED);
  await letWork();

  const imports = await unsafeDb().import.findMany({ select: { id: true, state: true } });
  expect(imports.map(({ state }) => state)).toEqual(Array.from({ length: PRODUCTS * 5 }, () => 'done'));
  const applied = await unsafeDb().auditEntry.groupBy({
    by: ['targetId'],
    where: { action: 'import.applied' },
    _count: true,
  });
  expect(applied.map(({ targetId }) => targetId).sort()).toEqual(imports.map(({ id }) => id).sort());
  expect(applied.every(({ _count }) => _count === 1)).toBe(true);
  for (const { productId } of products) await expectWhole(productId);
});

/** Each source: 500 findings, of which the 100 that its newest report leaves out are fixed, once. */
async function expectWhole(productId: string): Promise<void> {
  const all = SOURCES.length * (FIRST + 100);
  const gone = SOURCES.length * (FIRST - SECOND);
  const count = (where: object) => unsafeDb().finding.count({ where: { productId, ...where } });
  expect([await count({}), await count({ status: 'open' }), await count({ status: 'fixed' })]).toEqual([
    all,
    all - gone,
    gone,
  ]);
  expect(await unsafeDb().findingSource.count({ where: { source: { productId } } })).toBe(all);
  expect(await unsafeDb().source.count({ where: { productId } })).toBe(SOURCES.length);
  const events = await unsafeDb().findingEvent.groupBy({
    by: ['kind'],
    where: { finding: { productId } },
    _count: true,
  });
  expect(Object.fromEntries(events.map(({ kind, _count }) => [kind, _count]))).toEqual({ fixed: gone });
  const { _sum } = await unsafeDb().import.aggregate({
    where: { productId },
    _sum: { newCount: true, fixedCount: true, reopenedCount: true, updatedCount: true },
  });
  expect(_sum).toEqual({ newCount: all, fixedCount: gone, reopenedCount: 0, updatedCount: 0 });
}
