import 'server-only';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { bulkQueue } from '@/lib/findings/bulk-queue';
import { enqueue } from '@/lib/jobs/mutations';

/** A job that nobody has worked on for so long has lost its worker, or waits after a failure. */
const SILENT_MS = 15_000;
const KEEP_MS = 90 * 86_400_000;

/** Calls a worker to jobs that none works on. */
export async function wakeBulk({ now }: Ctx): Promise<void> {
  const waiting = await unsafeDb().bulkJob.findFirst({
    where: { state: { in: ['queued', 'running'] }, turnAt: { lt: new Date(now.getTime() - SILENT_MS) } },
    select: { id: true },
  });
  if (waiting) await inTransaction({}, (tx) => enqueue(tx, bulkQueue, { jobId: waiting.id }));
}

/** Forgets jobs that ended 90 days ago; the findings keep their history. */
export async function sweepBulk({ now }: Ctx): Promise<void> {
  await unsafeDb().bulkJob.deleteMany({ where: { finishedAt: { lt: new Date(now.getTime() - KEEP_MS) } } });
}
