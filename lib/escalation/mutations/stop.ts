import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { keepEntry } from '@/lib/incidents/mutations/keep';

export type RunEnd =
  | 'acknowledged'
  | 'closed'
  | 'updated'
  | 'settled'
  | 'told'
  | 'exhausted'
  | 'raised'
  | 'reopened'
  | 'restarted';

/** Ends of which the other side has to hear: nobody needs to be called any more. */
const TOLD: readonly RunEnd[] = ['acknowledged', 'updated'];

/** Tells services that keep incidents of their own (PagerDuty) how ours stands now. */
export async function tellServices(
  tx: Tx,
  ctx: Ctx,
  incidentId: string,
  purpose: 'acknowledge' | 'resolve',
): Promise<void> {
  const called = await tx.escalationDelivery.findMany({
    where: { incidentId, kind: 'pagerduty', purpose: 'call' },
    select: { channelId: true, recipient: true, runId: true },
    orderBy: { createdAt: 'desc' },
    distinct: ['channelId'],
  });
  await tx.escalationDelivery.createMany({
    data: called.map((one) => ({
      ...{ ...one, incidentId, kind: 'pagerduty', purpose, important: true, createdAt: ctx.now, nextAt: ctx.now },
    })),
  });
}

/**
 * Ends a chain that is under way, for a reason that is kept. What waits to be sent is not sent any more. The incident is held.
 */
export async function stopRun(tx: Tx, ctx: Ctx, id: string, reason: RunEnd): Promise<void> {
  const { incident, startedAt } = await tx.escalationRun.update({
    where: { id },
    data: { stoppedAt: ctx.now, stopReason: reason, nextAt: null, heldAt: null, silencedUntil: null },
    select: { incident: true, startedAt: true },
  });
  const waiting = reason === 'told' || reason === 'exhausted' ? [] : ['queued'];
  const { count } = await tx.escalationDelivery.updateMany({
    where: { runId: id, state: { in: waiting } },
    data: { state: 'cancelled', nextAt: null },
  });
  if (TOLD.includes(reason)) await tellServices(tx, ctx, incident.id, 'acknowledge');
  const seconds = Math.round((ctx.now.getTime() - startedAt.getTime()) / 1000);
  await keepEntry(tx, ctx, incident, {
    kind: 'escalation',
    data: { verb: 'stopped', reason, seconds, cancelled: count },
  });
}
