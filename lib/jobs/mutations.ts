import 'server-only';
import { fromPrisma } from 'pg-boss';
import { type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { sender } from '@/lib/jobs/boss';
import type { JobData, Queue } from '@/lib/jobs/queue';

type EnqueueOptions = {
  /** Not before this moment. */
  readonly startAfter?: Date;
  /** Higher first; 0 unless said. */
  readonly priority?: number;
  /** Jobs of one group run one at a time, where the handler says so (`groupConcurrency`). */
  readonly group?: string;
  /** Tries after the first one; those of the queue unless said. */
  readonly retries?: number;
};

/**
 * Puts a job into `queue` inside the caller's transaction: it exists when, and only when, the transaction commits.
 * A worker takes it within half a second. Authorise before: whoever may change the row may ask for the work on it.
 * @example await enqueue(tx, importQueue, { importId })
 * @returns the job's id
 * @throws DomainError `unavailable` when the queue does not exist (the database is not migrated)
 */
export async function enqueue<T extends JobData>(
  tx: Tx,
  queue: Queue<T>,
  data: T,
  { startAfter, priority = 0, group, retries = queue.retries }: EnqueueOptions = {},
): Promise<string> {
  const boss = await sender();
  const id = await boss.send(queue.name, queue.schema.parse(data), {
    db: fromPrisma(tx),
    startAfter,
    priority,
    retryLimit: retries,
    ...(group === undefined ? {} : { group: { id: group } }),
  });
  if (id === null) throw new DomainError('unavailable', { queue: queue.name });
  return id;
}

/** The worker's sign of life, and the end of signs older than a day. */
export async function recordHeartbeat(id: string, now: Date, info: { readonly version: string }): Promise<void> {
  await unsafeDb().workerHeartbeat.upsert({
    where: { id },
    create: { id, seenAt: now, info },
    update: { seenAt: now, info },
  });
  await unsafeDb().workerHeartbeat.deleteMany({ where: { seenAt: { lt: new Date(now.getTime() - 86_400_000) } } });
}
