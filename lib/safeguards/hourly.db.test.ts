import { expect, it } from 'vitest';
import { addDays, HOUR_MS } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { safeguardOf } from '@/lib/safeguards/catalogue';
import { clockSkew } from '@/lib/safeguards/data/basis';
import { safeguardJobs } from '@/lib/safeguards/jobs';

withDatabase();

/** What the worker runs by itself, as often as it does. */
async function hourly(at: Date): Promise<void> {
  const task = safeguardJobs.tasks?.find(({ name }) => name === 'evaluate-safeguards');
  if (!task) throw new Error('the worker judges nothing');
  await task.run(ctx(system, at));
}

const stateOf = (productId: string, safeguard: string) =>
  unsafeDb().safeguardState.findFirstOrThrow({
    where: { productId, safeguard, validTo: null },
    select: { state: true, reasons: true, since: true },
  });

/** The worker's clock is the database's: time passes as everything that is written gets older. */
async function hourPasses(productId: string): Promise<void> {
  await unsafeDb().$executeRaw`UPDATE safeguard_run SET at = at - interval '1 hour'`;
  await unsafeDb().$executeRaw`
    UPDATE safeguard_state SET valid_from = valid_from - interval '1 hour', since = since - interval '1 hour'`;
  await unsafeDb().$executeRaw`
    UPDATE source SET last_scan_at = last_scan_at - interval '1 hour' WHERE product_id = ${productId}::uuid`;
}

it('nothing but time makes what was met unknown; a clock that is wrong is named; history keeps both', async () => {
  const start = new Date(Date.now() - (await clockSkew(new Date())));
  const { productId } = await aProduct();
  const day = (after: number) => addDays(start, after);
  const days = safeguardOf('C5')?.days ?? 0;
  await unsafeDb().source.createMany({
    data: [
      { productId, scanner: 'gitleaks', target: 'main', lastScanAt: new Date(day(-days).getTime() + HOUR_MS / 2) },
      { productId, scanner: 'nmap', target: 'main', lastScanAt: day(3) },
    ],
  });
  await hourly(start);
  expect(await stateOf(productId, 'C5')).toMatchObject({ state: 'met' });
  expect(await stateOf(productId, 'A6')).toMatchObject({
    state: 'unknown',
    reasons: [{ code: 'clock_ahead', params: { n: 1 } }],
  });

  await hourly(start);
  expect(await unsafeDb().safeguardRun.count()).toBe(1);
  await hourPasses(productId);
  await hourly(start);
  expect(await unsafeDb().safeguardRun.count()).toBe(2);
  expect(await stateOf(productId, 'C5')).toMatchObject({ state: 'unknown', reasons: [{ code: 'stale' }] });
  const kept = await unsafeDb().safeguardState.findMany({
    where: { productId, safeguard: 'C5' },
    orderBy: { id: 'asc' },
    select: { state: true, validTo: true },
  });
  expect(kept.map(({ state, validTo }) => [state, validTo === null])).toEqual([
    ['met', false],
    ['unknown', true],
  ]);
});
