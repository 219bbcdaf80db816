import { type JobWithMetadata, PgBoss } from 'pg-boss';
import { env } from '@/lib/core/env';
import { log } from '@/lib/core/log';
import { JOBS_SCHEMA } from '@/lib/jobs/install';
import type { Handler } from '@/lib/jobs/types';
import { workerCtx } from '@/worker/tasks';

/** The working half of pg-boss: woken by NOTIFY, polls as a floor, returns jobs of dead workers to their queue. */
export function makeBoss(): PgBoss {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    schema: JOBS_SCHEMA,
    application_name: 'lagebild-jobs',
    max: 4,
    migrate: false,
    schedule: false,
    reindex: false,
    useListenNotify: true,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  boss.on('error', (error) => log().warn({ err: error }, 'job queue'));
  return boss;
}

async function attempt(handler: Handler, job: JobWithMetadata): Promise<void> {
  const { queue, run } = handler;
  const last = job.retryCount >= job.retryLimit;
  const startedAt = performance.now();
  const about = { job: job.id, queue: queue.name, attempt: job.retryCount };
  try {
    await run(job.data, { ctx: workerCtx(job.id), number: job.retryCount, last, signal: job.signal });
    log().info({ ...about, ms: Math.round(performance.now() - startedAt) }, 'job done');
  } catch (error) {
    log().error({ ...about, err: error, last }, 'job failed');
    throw error;
  }
}

/** Takes one job at a time, and the next one as soon as it is done: by itself pg-boss would wait for its next poll. */
async function takeJobs(boss: PgBoss, handler: Handler): Promise<void> {
  const options = {
    pollingIntervalSeconds: 0.5,
    notifyPollingIntervalSeconds: 2,
    includeMetadata: true,
    groupConcurrency: handler.groupConcurrency,
  } as const;
  const taker = await boss.work<object, void, typeof options>(handler.queue.name, options, async (jobs) => {
    try {
      for (const job of jobs) await attempt(handler, job);
    } finally {
      boss.notifyWorker(taker);
    }
  });
}

/** Starts to take jobs of the handler's queue. */
export async function workOn(boss: PgBoss, handler: Handler): Promise<void> {
  for (let taken = 0; taken < handler.concurrency; taken += 1) await takeJobs(boss, handler);
}
