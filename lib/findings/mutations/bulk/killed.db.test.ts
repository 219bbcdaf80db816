import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { ownerUrl, withDatabase } from '@/lib/core/testing/database';
import { bulkQueue } from '@/lib/findings/bulk-queue';
import { readSnapshot } from '@/lib/findings/data/snapshot';
import { give } from '@/lib/findings/mutations/bulk/start';
import { takeTurn } from '@/lib/findings/mutations/bulk/turn';
import { manyFindings, signedIn } from '@/lib/findings/testing/many';
import { installJobs, JOBS_SCHEMA } from '@/lib/jobs/install';
import { bundle } from '@/scripts/lib/bundle.mjs';

withDatabase();
beforeAll(() => installJobs(ownerUrl(), JOBS_SCHEMA, [bulkQueue]));
beforeAll(() => bundle(process.cwd(), { 'test-bulk-worker': 'lib/findings/testing/bulk-worker.ts' }));

const MANY = 12_000;

/** Works jobs in a process of its own and kills that with SIGKILL after `ms`; whether it had ended by itself. */
async function workAndKill(ms: number): Promise<boolean> {
  const program = join(process.cwd(), 'dist', 'test-bulk-worker.mjs');
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await Promise.race([ended, pause(ms)]);
  child.kill('SIGKILL');
  return (await ended) === 0;
}

/**
 * Takes turns as the product's worker does, again and again: while PostgreSQL still ends the transaction of a worker that
 * died, its job is nobody's to take.
 */
async function workToItsEnd(id: string): Promise<void> {
  const isOpen = async () => {
    while (await takeTurn(new Date())) {}
    return unsafeDb().bulkJob.count({ where: { id, state: { in: ['queued', 'running'] } } });
  };
  await expect.poll(isOpen).toBe(0);
}

test('a worker that is killed at any moment loses no finding of a job and doubles none', async () => {
  const { productId } = await aProduct();
  await manyFindings(productId, MANY);
  const actor = await signedIn('Analyst', [productId]);
  const selection = { kind: 'matching', query: '', asOf: await readSnapshot() } as const;
  const order = { verb: 'triage', to: 'confirmed' } as const;
  const given = await give({ ...ctx(actor, new Date()), actor }, order, selection);
  if (given.kind !== 'started') throw new Error('expected a job');
  let killed = 0;
  for (let ms = 500; killed < 8; ms += 130) {
    if (await workAndKill(ms)) break;
    killed += 1;
  }
  expect(killed).toBeGreaterThan(0);
  await workToItsEnd(given.jobId);
  const job = await unsafeDb().bulkJob.findUniqueOrThrow({ where: { id: given.jobId } });
  expect(job).toMatchObject({
    state: 'done',
    done: MANY,
    outcome: [{ result: 'changed', detail: 'open', count: MANY }],
  });
  expect(await unsafeDb().findingEvent.count({ where: { batchId: given.jobId } })).toBe(MANY);
  expect(await unsafeDb().finding.count({ where: { productId, status: 'confirmed', version: 2 } })).toBe(MANY);
  expect(await unsafeDb().auditEntry.count({ where: { targetId: given.jobId, action: 'finding.bulk-ended' } })).toBe(1);
});
