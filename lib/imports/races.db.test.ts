import { expect, test } from 'vitest';
import { pgPool, unsafeDb } from '@/lib/core/db';
import { ctx, person, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { claimImport } from '@/lib/imports/mutations/attempt';
import { cancelImport } from '@/lib/imports/mutations/cancel';
import { receiveReport } from '@/lib/imports/mutations/receive';
import { retryImport } from '@/lib/imports/mutations/retry';
import type { JsonParser } from '@/lib/imports/parsers/types';
import { runImport } from '@/lib/imports/run';
import { at, counts, findingsOf, importReport, importRow, PROBE, probeReport, send } from '@/lib/imports/testing';

withDatabase();

const run = (id: string, parser: JsonParser = PROBE) =>
  runImport(ctx(system, at(1)), id, { parsers: [parser], last: true });

/** A parser that does something once, while it reads. */
function meanwhile(act: () => Promise<void>): { parser: JsonParser; acted: () => Promise<void> } {
  let acted = Promise.resolve();
  let begun = false;
  const open: JsonParser['open'] = (skeleton) => {
    if (!begun) acted = act();
    begun = true;
    return PROBE.open(skeleton);
  };
  return { parser: { ...PROBE, open }, acted: () => acted };
}

/** Holds back every merge into the product until the returned function is called. */
async function holdMerges(productId: string): Promise<() => Promise<void>> {
  const client = await pgPool().connect();
  await client.query(`SELECT pg_advisory_lock(hashtextextended('lagebild/merge/' || $1, 0))`, [productId]);
  return async () => client.release(true);
}

test('two workers on one import: it takes effect once', async () => {
  const { productId } = await aProduct();
  const id = await send(ctx(system), productId, probeReport({ findings: [{ id: 'a' }, { id: 'b' }] }));
  await Promise.all([run(id), run(id), run(id)]);
  expect(counts(await importRow(id))).toEqual([2, 0, 0, 0, 0]);
  expect(await findingsOf(productId)).toHaveLength(2);
  const applied = await unsafeDb().auditEntry.count({ where: { targetId: id, action: 'import.applied' } });
  expect(applied).toBe(1);
});

test('a worker that was thought dead cannot finish after another took over', async () => {
  const { productId } = await aProduct();
  const id = await send(ctx(system), productId, probeReport({ findings: [{ id: 'a' }] }));
  const letGo = await holdMerges(productId);
  const slow = run(id);
  await expect.poll(async () => (await importRow(id)).state).toBe('running');
  const second = await claimImport(id, at(2));
  expect(second?.attempts).toBe(2);
  await letGo();
  await slow;
  expect(await findingsOf(productId)).toEqual([]);
  expect(await importRow(id)).toMatchObject({ state: 'running', attempts: 2 });
  await run(id);
  expect(counts(await importRow(id))).toEqual([1, 0, 0, 0, 0]);
});

test('a worker whose import another has applied meanwhile leaves quietly', async () => {
  const { productId } = await aProduct();
  const id = await send(ctx(system), productId, probeReport({ findings: [{ id: 'a' }] }));
  const letGo = await holdMerges(productId);
  const slow = run(id);
  await expect.poll(async () => (await importRow(id)).state).toBe('running');
  await claimImport(id, at(2));
  await unsafeDb().importSet.create({ data: { importId: id, change: 'new', findingIds: [] } });
  await letGo();
  await expect(slow).resolves.toBeUndefined();
  expect(await findingsOf(productId)).toEqual([]);
});

test('twenty reports into one product at once, of five sources and the same findings: no deadlock, no double', async () => {
  const { productId } = await aProduct();
  const findings = Array.from({ length: 50 }, (_, n) => ({ id: `f${n}` }));
  const ids = await Promise.all(
    Array.from({ length: 20 }, (_, n) => {
      const shuffled = findings.toSorted(
        (a, b) => ((a.id.charCodeAt(1) * 7 + n) % 11) - ((b.id.charCodeAt(1) * 7 + n) % 11),
      );
      return send(ctx(system), productId, probeReport({ target: `t${n % 5}`, findings: shuffled }));
    }),
  );
  // Six at a time: each running import holds one connection of the pool.
  for (let n = 0; n < ids.length; n += 6) await Promise.all(ids.slice(n, n + 6).map((id) => run(id)));
  expect(await Promise.all(ids.map(async (id) => (await importRow(id)).state))).toEqual(ids.map(() => 'done'));
  const found = await findingsOf(productId);
  expect(found).toHaveLength(50);
  expect(new Set(found.map(({ sources }) => sources.length))).toEqual(new Set([5]));
});

test('an import that waits is cancelled at once and never runs', async () => {
  const { productId } = await aProduct();
  const id = await send(ctx(system), productId, probeReport({ findings: [{ id: 'a' }] }));
  await cancelImport(ctx(person('Engineer', [productId])), id);
  await run(id);
  expect(await importRow(id)).toMatchObject({ state: 'cancelled', attempts: 0 });
  expect(await findingsOf(productId)).toEqual([]);
  await expect(cancelImport(ctx(system), id)).rejects.toMatchObject({ code: 'conflict' });
});

test('an import that runs is cancelled before it takes effect', async () => {
  const { productId } = await aProduct();
  const id = await send(ctx(system), productId, probeReport({ findings: [{ id: 'a' }] }));
  const letGo = await holdMerges(productId);
  const { parser, acted } = meanwhile(() => cancelImport(ctx(system), id).finally(letGo));
  await run(id, parser);
  await acted();
  expect(await importRow(id)).toMatchObject({ state: 'cancelled' });
  expect(await findingsOf(productId)).toEqual([]);
});

test('an import that waits for another one of its product is cancelled without waiting on', async () => {
  const { productId } = await aProduct();
  const id = await send(ctx(system), productId, probeReport({ findings: [{ id: 'a' }] }));
  const letGo = await holdMerges(productId);
  const running = run(id);
  await expect.poll(async () => (await importRow(id)).state).toBe('running');
  await cancelImport(ctx(system), id);
  await expect.poll(async () => (await importRow(id)).state).toBe('cancelled');
  await letGo();
  await running;
  expect(await findingsOf(productId)).toEqual([]);
});

test('a connection that breaks between two statements ends the attempt, not the worker', async () => {
  const { productId } = await aProduct();
  const id = await send(ctx(system), productId, probeReport({ findings: [{ id: 'a' }] }));
  const letGo = await holdMerges(productId);
  const attempt = runImport(ctx(system, at(1)), id, { parsers: [PROBE] }).catch(() => 'failed');
  const broken = () =>
    pgPool().query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'idle in transaction'`);
  await expect.poll(async () => (await broken()).rowCount).toBe(1);
  expect(await attempt).toBe('failed');
  await letGo();
  await run(id);
  expect(counts(await importRow(id))).toEqual([1, 0, 0, 0, 0]);
});

test('cancel against finish: one of them wins and says so', async () => {
  const { productId } = await aProduct();
  for (let n = 0; n < 8; n += 1) {
    const id = await send(ctx(system), productId, probeReport({ target: `t${n}`, findings: [{ id: `n${n}` }] }));
    const running = run(id);
    await new Promise((resolve) => setTimeout(resolve, n * 12));
    const cancelled = await cancelImport(ctx(system), id).then(
      () => true,
      () => false,
    );
    await running;
    const { state, newCount } = await importRow(id);
    expect([cancelled, state, newCount]).toEqual(cancelled ? [true, 'cancelled', 0] : [false, 'done', 1]);
  }
});

test('an upload that is cancelled or breaks off leaves nothing', async () => {
  const { productId } = await aProduct();
  const input = { productId, fileName: 'x', options: () => ({}) };
  async function* cancelled(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('{');
    const { id } = await unsafeDb().import.findFirstOrThrow({ where: { productId } });
    await cancelImport(ctx(system), id);
  }
  await expect(receiveReport(ctx(system), { ...input, body: cancelled() })).rejects.toMatchObject({ code: 'conflict' });
  expect(await unsafeDb().import.findMany({ where: { productId } })).toMatchObject([{ state: 'cancelled' }]);
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.alloc(3_000_000, 'x');
    throw new Error('connection reset');
  }
  await expect(receiveReport(ctx(system), { ...input, body: broken() })).rejects.toThrow('connection reset');
  expect(await unsafeDb().import.count({ where: { productId } })).toBe(1);
});

test('a failed import is read again, as what a person says it is', async () => {
  const { productId } = await aProduct();
  const id = await send(ctx(system), productId, '{"who":"knows"}');
  await run(id);
  expect(await importRow(id)).toMatchObject({ state: 'failed', error: { code: 'unknown_format' } });
  await retryImport(ctx(person('Engineer', [productId])), { id, format: 'trivy' });
  expect(await importRow(id)).toMatchObject({ state: 'queued', error: null, format: 'trivy', formatForced: true });
  await expect(retryImport(ctx(system), { id })).rejects.toMatchObject({ code: 'conflict' });
  await run(id);
  // Nothing in it is Trivy's: read as such it would hold no findings, and close them all.
  expect(await importRow(id)).toMatchObject({ state: 'failed', error: { code: 'unknown_format' } });
});

test('a decision that a person makes while the report is merged is not lost', async () => {
  const { productId } = await aProduct();
  await importReport(productId, { findings: [{ id: 'a' }] }, 0);
  const letGo = await holdMerges(productId);
  const id = await send(ctx(system, at(5)), productId, probeReport({ findings: [] }));
  const merging = run(id);
  await expect.poll(async () => (await importRow(id)).state).toBe('running');
  await unsafeDb().finding.updateMany({ where: { productId }, data: { status: 'false_positive' } });
  await letGo();
  await merging;
  expect(await findingsOf(productId)).toMatchObject([{ status: 'false_positive', sources: [{ present: false }] }]);
});
