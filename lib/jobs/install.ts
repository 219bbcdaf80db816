import { PgBoss } from 'pg-boss';
import type { JobData, Queue } from '@/lib/jobs/queue';

/** pg-boss keeps its tables in a schema of its own, made by the owner at migration time. */
export const JOBS_SCHEMA = 'pgboss';

/**
 * Makes or upgrades pg-boss's own tables and the queues. Part of the migration: needs a role that may create tables.
 * Call it under the migration lock.
 */
export async function installJobs(ownerUrl: string, schema: string, queues: readonly Queue<JobData>[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema, max: 2, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    for (const queue of queues) {
      const options = {
        retryLimit: queue.retries,
        retryDelay: 1,
        retryBackoff: true,
        expireInSeconds: queue.expireSeconds,
        notify: true,
      };
      await boss.createQueue(queue.name, { ...options, heartbeatSeconds: queue.heartbeatSeconds });
      await boss.updateQueue(queue.name, options);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}
