import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { enqueue } from '@/lib/jobs/mutations';
import { tlsQueue } from '@/lib/tls/queue';
import type { Trigger } from '@/lib/tls/types';

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
  if (endpointIds.length === 0) return [];
  const free = await tx.tlsEndpoint.findMany({
    where: { id: { in: [...endpointIds] }, activeScanId: null },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const { actor } = ctx;
  const scans = await tx.tlsScan.createManyAndReturn({
    data: free.map(({ id }) => ({
      endpointId: id,
      trigger,
      createdAt: ctx.now,
      createdById: actor.kind === 'person' ? actor.id : null,
      createdByName: actor.name,
    })),
    select: { id: true, endpointId: true },
  });
  const begun: string[] = [];
  for (const scan of scans) {
    // Of two that ask at once the second finds the first one's scan, and asks for none.
    const { count } = await tx.tlsEndpoint.updateMany({
      where: { id: scan.endpointId, activeScanId: null },
      data: { activeScanId: scan.id, nextScanAt: null },
    });
    if (count === 1) begun.push(scan.id);
  }
  await tx.tlsScan.deleteMany({ where: { id: { in: scans.map(({ id }) => id).filter((id) => !begun.includes(id)) } } });
  for (const scanId of begun) await enqueue(tx, tlsQueue, { scanId }, { priority: PRIORITY[trigger] });
  return begun;
}
