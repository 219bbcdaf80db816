import { z } from 'zod';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { enqueue } from '@/lib/jobs/mutations';
import { tlsQueue } from '@/lib/tls/queue';
import type { Trigger } from '@/lib/tls/types';

const idsSchema = z.array(z.object({ id: z.string() }));

/** People wait for what they asked for; the schedule does not. */
const PRIORITY: Readonly<Record<Trigger, number>> = { person: 2, added: 1, schedule: 0 };

/**
 * Queues a scan of each of these endpoints that has none under way; the rest has one already. Authorise before.
 * @returns the ids of the scans
 */
export async function beginScans(
  tx: Tx,
  ctx: Ctx,
  endpointIds: readonly string[],
  trigger: Trigger,
): Promise<string[]> {
  // Locked before anything refers to them: of two that ask at once the second finds the first one's scan, and asks for none.
  const free = await tx.$queryRaw`
    SELECT id::text FROM tls_endpoint WHERE id = ANY(${[...endpointIds]}::uuid[]) AND active_scan_id IS NULL
    ORDER BY id FOR UPDATE`;
  const { actor } = ctx;
  const scans = await tx.tlsScan.createManyAndReturn({
    data: idsSchema.parse(free).map(({ id }) => ({
      endpointId: id,
      trigger,
      createdAt: ctx.now,
      createdById: actor.kind === 'person' ? actor.id : null,
      createdByName: actor.name,
    })),
    select: { id: true },
  });
  const begun = scans.map(({ id }) => id);
  await tx.$executeRaw`
    UPDATE tls_endpoint e SET active_scan_id = s.id, next_scan_at = NULL
    FROM tls_scan s WHERE s.id = ANY(${begun}::uuid[]) AND e.id = s.endpoint_id`;
  for (const scanId of begun) await enqueue(tx, tlsQueue, { scanId }, { priority: PRIORITY[trigger] });
  return begun;
}
