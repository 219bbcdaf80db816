import type { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { env } from '@/lib/core/env';
import { ctx, system } from '@/lib/core/testing/actors';
import { ownerUrl, withDatabase } from '@/lib/core/testing/database';
import { sender } from '@/lib/jobs/boss';
import { lastHeartbeat } from '@/lib/jobs/data';
import { installJobs, JOBS_SCHEMA } from '@/lib/jobs/install';
import { enqueue, recordHeartbeat } from '@/lib/jobs/mutations';
import { defineQueue } from '@/lib/jobs/queue';
import { handle } from '@/lib/jobs/types';
import { makeBoss, workOn } from '@/worker/work';

withDatabase();

const queue = defineQueue({ name: 'test', schema: z.object({ word: z.string() }), retries: 1 });
const seen: { word: string; number: number; last: boolean }[] = [];
let boss: PgBoss;

const handler = handle(queue, async ({ word }, { number, last }) => {
  seen.push({ word, number, last });
  if (word === 'broken') throw new Error('broken');
});

const enqueueNow = (word: string) => inTransaction(ctx(system), (tx) => enqueue(tx, queue, { word }));
const attemptsOf = (word: string) => seen.filter((entry) => entry.word === word);

beforeAll(async () => {
  await installJobs(ownerUrl(), JOBS_SCHEMA, [queue]);
  boss = makeBoss();
  await boss.start();
  await workOn(boss, handler);
});

afterAll(async () => {
  await boss.stop({ graceful: false });
  await (await sender()).stop({ graceful: false });
});

test('a job is worked after the transaction that asked for it', async () => {
  await enqueueNow('hello');
  await expect.poll(() => attemptsOf('hello')).toEqual([{ word: 'hello', number: 0, last: false }]);
});

test('a job of a transaction that was rolled back never existed', async () => {
  const undone = inTransaction(ctx(system), async (tx) => {
    await enqueue(tx, queue, { word: 'undone' });
    throw new Error('rolled back');
  });
  await expect(undone).rejects.toThrow('rolled back');
  await enqueueNow('after');
  await expect.poll(() => attemptsOf('after').length).toBe(1);
  expect(attemptsOf('undone')).toEqual([]);
});

test('a job that fails is tried again and knows its last attempt', async () => {
  await enqueueNow('broken');
  await expect
    .poll(() => attemptsOf('broken'))
    .toEqual([
      { word: 'broken', number: 0, last: false },
      { word: 'broken', number: 1, last: true },
    ]);
});

test('installing again is no change, and data that does not fit the queue is refused', async () => {
  await installJobs(ownerUrl(), JOBS_SCHEMA, [queue]);
  const wrong = inTransaction(ctx(system), (tx) => enqueue(tx, queue, JSON.parse('{"word":1}')));
  await expect(wrong).rejects.toThrow();
});

test('the newest sign of life counts, those older than a day go', async () => {
  const now = new Date('2026-11-22T12:00:00Z');
  await recordHeartbeat('old', new Date('2026-11-21T11:00:00Z'), { version: 'test' });
  await recordHeartbeat('live', now, { version: 'test' });
  expect(await lastHeartbeat()).toEqual(now);
  expect(await unsafeDb().workerHeartbeat.count()).toBe(1);
  expect(env().DATABASE_URL).not.toBe(ownerUrl());
});
