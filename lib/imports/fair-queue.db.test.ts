import type { PgBoss } from 'pg-boss';
import { afterAll, afterEach, expect, test } from 'vitest';
import { pgPool, unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { importHandler } from '@/lib/imports/jobs';
import { cancelImport } from '@/lib/imports/mutations/cancel';
import { aloneInProduct } from '@/lib/imports/product-lock';
import { importRow, PROBE, probeReport, send } from '@/lib/imports/testing';
import { sender } from '@/lib/jobs/boss';
import { makeBoss, workOn } from '@/worker/work';

withDatabase();

const workers: PgBoss[] = [];

/** A worker as the product runs it, for imports alone. */
async function aWorker(concurrency?: number): Promise<void> {
  const boss = makeBoss();
  workers.push(boss);
  await boss.start();
  await workOn(boss, importHandler({ parsers: [PROBE] }, concurrency));
}

async function stopWorkers(): Promise<void> {
  for (const boss of workers.splice(0)) await boss.stop({ graceful: true, timeout: 20_000 });
}

afterEach(stopWorkers);
afterAll(async () => {
  await (await sender()).stop({ graceful: false });
});

const report = (n: number) => probeReport({ findings: [{ id: `f${n}` }], target: `t${n}` });
const states = async (productId: string) => {
  const rows = await unsafeDb().import.findMany({ where: { productId }, select: { state: true } });
  return (state: string) => rows.filter((row) => row.state === state).length;
};

async function sendMany(productId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await send(ctx(system), productId, report(n)));
  return ids;
}

/** Holds back every merge into the product until the returned function is called. */
async function holdMerges(productId: string): Promise<() => void> {
  const client = await pgPool().connect();
  await client.query(`SELECT pg_advisory_lock(hashtextextended('lagebild/merge/' || $1, 0))`, [productId]);
  return () => client.release(true);
}

test('twenty imports of one product leave room for another one, which is worked while they wait', async () => {
  const [busy, other] = [(await aProduct()).productId, (await aProduct()).productId];
  await sendMany(busy, 20);
  const letGo = await holdMerges(busy);
  await aWorker();
  await expect.poll(async () => (await states(busy))('running')).toBe(1);
  const [id = ''] = await sendMany(other, 1);
  await expect.poll(async () => (await importRow(id)).state).toBe('done');
  // The busy product still has one place, and only one.
  const counted = await states(busy);
  expect([counted('running'), counted('queued')]).toEqual([1, 19]);
  letGo();
  await expect.poll(async () => (await states(busy))('done')).toBe(20);
});

test('with one place, products take turns, each in its own order', async () => {
  const products = [(await aProduct()).productId, (await aProduct()).productId, (await aProduct()).productId];
  const [many, some, one] = products;
  if (!many || !some || !one) throw new Error('no products');
  const ids = [...(await sendMany(many, 4)), ...(await sendMany(some, 2)), ...(await sendMany(one, 1))];
  await aWorker(1);
  await expect.poll(async () => Promise.all(products.map(async (id) => (await states(id))('done')))).toEqual([4, 2, 1]);
  const rows = await unsafeDb().import.findMany({ where: { id: { in: ids } }, orderBy: { finishedAt: 'asc' } });
  expect(rows.map(({ productId }) => products.indexOf(productId))).toEqual([0, 1, 2, 0, 1, 0, 0]);
  const own = rows.filter(({ productId }) => productId === many).map(({ id }) => id);
  expect(own).toEqual(ids.slice(0, 4));
});

test('an import of a product that is worked elsewhere goes back to its queue, and is worked after it', async () => {
  const { productId } = await aProduct();
  const [id = ''] = await sendMany(productId, 1);
  const done = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const elsewhere = aloneInProduct(id, () => {
    begun.resolve();
    return done.promise;
  });
  await begun.promise;
  await aWorker(1);
  await expect
    .poll(
      async () =>
        (
          await unsafeDb().$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'imports' AND data ->> 'importId' = ${id}`
        )[0]?.n,
    )
    .toBeGreaterThan(1);
  expect(await importRow(id)).toMatchObject({ state: 'queued', attempts: 0 });
  done.resolve();
  await elsewhere;
  await expect.poll(async () => (await importRow(id)).state).toBe('done');
});

test('an import that is cancelled in the queue is passed over', async () => {
  const { productId } = await aProduct();
  const [first = '', second = ''] = await sendMany(productId, 2);
  await cancelImport(ctx(system), first);
  await aWorker();
  await expect.poll(async () => (await importRow(second)).state).toBe('done');
  expect(await importRow(first)).toMatchObject({ state: 'cancelled', attempts: 0 });
});
