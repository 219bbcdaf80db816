import { z } from 'zod';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx, unsafeDb } from '@/lib/core/db';
import { eachForItself } from '@/lib/core/each';
import { chainFor } from '@/lib/escalation/data/chain';
import { stopRun } from '@/lib/escalation/mutations/stop';
import { addMinutes } from '@/lib/incidents/clocks';
import { keepEntry } from '@/lib/incidents/mutations/keep';

const causesSchema = z.array(
  z.object({
    incidentId: z.string(),
    cause: z.number(),
    reason: z.enum(['unanswered', 'raised', 'reopened', 'update', 'duty']),
  }),
);
type Cause = z.infer<typeof causesSchema>[number];

/** Lines of the logs of open incidents that want a chain and have none yet. All of them: none waits behind one that fails. */
async function findCauses(): Promise<readonly Cause[]> {
  const rows = await unsafeDb().$queryRaw`
    SELECT e.incident_id::text AS "incidentId", e.seq AS cause, CASE e.kind WHEN 'declared' THEN 'unanswered'
      WHEN 'priority' THEN 'raised' WHEN 'reopened' THEN 'reopened'
      ELSE CASE WHEN e.data->>'clock' = 'update' THEN 'update' ELSE 'duty' END END AS reason
    FROM incident i JOIN incident_entry e ON e.incident_id = i.id
    WHERE i.closed_at IS NULL AND NOT EXISTS (
        SELECT FROM escalation_run r WHERE r.incident_id = e.incident_id AND r.cause = e.seq)
      AND (e.kind = 'reopened' OR (e.kind = 'declared' AND i.acknowledged_at IS NULL)
        OR (e.kind = 'priority' AND (e.data->>'to')::int < (e.data->>'from')::int)
        OR (e.kind = 'clock' AND e.data->>'clock' = 'update' AND e.data->>'percent' = '100' AND EXISTS (
          SELECT FROM incident_clock c WHERE c.incident_id = i.id AND c.kind = 'update' AND c.stopped_at IS NULL
            AND c.breached_at IS NOT NULL))
        OR (e.kind = 'clock' AND e.data->>'clock' LIKE 'duty:%' AND e.data->>'percent' = '100' AND EXISTS (
          SELECT FROM incident_clock c WHERE c.incident_id = i.id AND c.kind = e.data->>'clock' AND c.stopped_at IS NULL
            AND c.breached_at IS NOT NULL) AND NOT EXISTS (
          SELECT FROM escalation_run r WHERE r.incident_id = i.id AND r.reason = 'duty' AND r.started_at >= e.at)))
    ORDER BY i.priority, e.at, e.seq`;
  return causesSchema.parse(rows);
}

type Reason = Cause['reason'] | 'restarted';

/** A raised, reopened or restarted incident begins anew: what was under way for it ends. */
async function endOthers(tx: Tx, ctx: Ctx, incidentId: string, reason: Reason): Promise<void> {
  if (reason !== 'raised' && reason !== 'reopened' && reason !== 'restarted') return;
  const live = await tx.escalationRun.findMany({
    where: { incidentId, stoppedAt: null, reason: { not: 'update' } },
    select: { id: true },
  });
  for (const { id } of live) await stopRun(tx, ctx, id, reason);
}

type Begun = { readonly id: string; readonly number: number; readonly productId: string; readonly priority: number };

/** Begins the chain in force for a line of the log of an incident that is held. */
export async function startRun(
  tx: Tx,
  ctx: Ctx,
  incident: Begun,
  { cause, reason }: { readonly cause: number; readonly reason: Reason },
): Promise<void> {
  const { id: incidentId, priority, productId } = incident;
  await endOthers(tx, ctx, incidentId, reason);
  const { id: chainId, steps } = await chainFor(productId, priority, ctx.now, tx);
  await tx.escalationRun.create({
    data: {
      ...{ incidentId, cause, reason, priority, chainId },
      ...{ startedAt: ctx.now, roundAt: ctx.now, nextAt: addMinutes(ctx.now, steps[0]?.delayMinutes ?? 0) },
    },
  });
  await keepEntry(tx, ctx, incident, { kind: 'escalation', data: { verb: 'started', reason, priority } });
}

async function begin(tx: Tx, ctx: Ctx, { incidentId, cause, reason }: Cause): Promise<void> {
  await tx.$queryRaw`SELECT FROM incident WHERE id = ${incidentId}::uuid FOR UPDATE`;
  if ((await tx.escalationRun.count({ where: { incidentId, cause } })) > 0) return;
  const incident = await tx.incident.findUniqueOrThrow({ where: { id: incidentId } });
  if (incident.closedAt !== null) return;
  // Several duties that are overdue at once are told as one.
  const told = { incidentId, reason, startedAt: { gte: ctx.now } };
  if (reason === 'duty' && (await tx.escalationRun.count({ where: told })) > 0) return;
  await startRun(tx, ctx, incident, { cause, reason });
}

/** Begins a chain for each cause that has none: once, whichever worker is first. */
export async function beginRuns(ctx: Ctx): Promise<void> {
  const causes = await findCauses();
  await eachForItself(causes, 'beginning a chain', (cause) => inTransaction(ctx, (tx) => begin(tx, ctx, cause)));
}
