import { z } from 'zod';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx, unsafeDb } from '@/lib/core/db';
import { eachForItself } from '@/lib/core/each';
import { chainFor } from '@/lib/escalation/data/chain';
import { stopRun } from '@/lib/escalation/mutations/stop';
import { addMinutes } from '@/lib/incidents/clocks';
import { keepEntry } from '@/lib/incidents/mutations/keep';

/** Causes that are followed in one run of the task. */
const BATCH = 100;

const causesSchema = z.array(
  z.object({
    incidentId: z.string(),
    cause: z.number(),
    reason: z.enum(['unanswered', 'raised', 'reopened', 'update']),
  }),
);
type Cause = z.infer<typeof causesSchema>[number];

/** Lines of the logs of open incidents that want a chain and have none yet. */
async function findCauses(): Promise<readonly Cause[]> {
  const rows = await unsafeDb().$queryRaw`
    SELECT e.incident_id::text AS "incidentId", e.seq AS cause, CASE e.kind WHEN 'declared' THEN 'unanswered'
      WHEN 'priority' THEN 'raised' WHEN 'reopened' THEN 'reopened' ELSE 'update' END AS reason
    FROM incident i JOIN incident_entry e ON e.incident_id = i.id
    WHERE i.closed_at IS NULL AND NOT EXISTS (
        SELECT FROM escalation_run r WHERE r.incident_id = e.incident_id AND r.cause = e.seq)
      AND (e.kind = 'reopened' OR (e.kind = 'declared' AND i.acknowledged_at IS NULL)
        OR (e.kind = 'priority' AND (e.data->>'to')::int < (e.data->>'from')::int)
        OR (e.kind = 'clock' AND e.data->>'clock' = 'update' AND e.data->>'percent' = '100' AND EXISTS (
          SELECT FROM incident_clock c WHERE c.incident_id = i.id AND c.kind = 'update' AND c.stopped_at IS NULL
            AND c.breached_at IS NOT NULL)))
    ORDER BY i.priority, e.at, e.seq LIMIT ${BATCH}`;
  return causesSchema.parse(rows);
}

/** A raised or reopened incident begins anew: what was under way for it ends. */
async function endOthers(tx: Tx, ctx: Ctx, incidentId: string, reason: Cause['reason']): Promise<void> {
  if (reason !== 'raised' && reason !== 'reopened') return;
  const live = await tx.escalationRun.findMany({
    where: { incidentId, stoppedAt: null, reason: { not: 'update' } },
    select: { id: true },
  });
  for (const { id } of live) await stopRun(tx, ctx, id, reason);
}

async function begin(tx: Tx, ctx: Ctx, { incidentId, cause, reason }: Cause): Promise<void> {
  await tx.$queryRaw`SELECT FROM incident WHERE id = ${incidentId}::uuid FOR UPDATE`;
  if ((await tx.escalationRun.count({ where: { incidentId, cause } })) > 0) return;
  const incident = await tx.incident.findUniqueOrThrow({ where: { id: incidentId } });
  if (incident.closedAt !== null) return;
  await endOthers(tx, ctx, incidentId, reason);
  const { priority, productId } = incident;
  const { id: chainId, steps } = await chainFor(productId, priority, ctx.now, tx);
  await tx.escalationRun.create({
    data: {
      ...{ incidentId, cause, reason, priority, chainId },
      ...{ startedAt: ctx.now, roundAt: ctx.now, nextAt: addMinutes(ctx.now, steps[0]?.delayMinutes ?? 0) },
    },
  });
  await keepEntry(tx, ctx, incident, { kind: 'escalation', data: { verb: 'started', reason, priority } });
}

/** Begins a chain for each cause that has none: once, whichever worker is first. */
export async function beginRuns(ctx: Ctx): Promise<void> {
  const causes = await findCauses();
  await eachForItself(causes, 'beginning a chain', (cause) => inTransaction(ctx, (tx) => begin(tx, ctx, cause)));
}
