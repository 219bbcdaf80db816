import { z } from 'zod';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { beginScans } from '@/lib/tls/mutations/begin-scan';

/** Endpoints that one round of the schedule takes: the queue holds the rest back by itself. */
const ROUND = 200;
/** Longer than a scan with all its attempts may take. */
const LOST_MS = 30 * 60_000;
/** One that waits is lost only when no queue can be that long: a thousand dead servers take most of an hour. */
const FORGOTTEN_MS = 24 * 3_600_000;

const idsSchema = z.array(z.object({ id: z.string() }));

/**
 * Queues a scan of each endpoint whose turn it is. Safe to run in several workers: each row is taken by one.
 * @returns how many
 */
export async function scheduleScans(ctx: Ctx): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const due = await tx.$queryRaw`
      SELECT id::text FROM tls_endpoint WHERE next_scan_at <= ${ctx.now.toISOString()}::timestamptz AND active_scan_id IS NULL
      ORDER BY next_scan_at LIMIT ${ROUND} FOR UPDATE SKIP LOCKED`;
    const ids = idsSchema.parse(due).map(({ id }) => id);
    return (await beginScans(tx, ctx, ids, 'schedule')).length;
  });
}

/** Ends scans that nobody works on any more. */
export async function sweepScans(ctx: Ctx): Promise<void> {
  const lost = new Date(ctx.now.getTime() - LOST_MS).toISOString();
  const forgotten = new Date(ctx.now.getTime() - FORGOTTEN_MS).toISOString();
  await unsafeDb().$executeRaw`
    WITH ended AS (
      UPDATE tls_scan SET state = 'failed', why = 'lost', finished_at = ${ctx.now.toISOString()}::timestamptz
      WHERE (state = 'running' AND started_at < ${lost}::timestamptz)
        OR (state = 'queued' AND created_at < ${forgotten}::timestamptz) RETURNING id)
    UPDATE tls_endpoint e SET active_scan_id = NULL,
      next_scan_at = CASE WHEN every_hours IS NULL THEN NULL ELSE ${ctx.now.toISOString()}::timestamptz END
    FROM ended WHERE e.active_scan_id = ended.id`;
}
