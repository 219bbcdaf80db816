import { z } from 'zod';
import { requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { triageReach } from '@/lib/findings/data/people';
import { auditOf } from '@/lib/findings/mutations/audit';
import { changeFindings, inProducts, type Target } from '@/lib/findings/mutations/change';
import { outcomeOf, targetOf } from '@/lib/findings/mutations/target';
import { tellOf } from '@/lib/findings/mutations/tell';
import type { AnswerHandoverInput } from '@/lib/findings/schema';
import type { Outcome } from '@/lib/findings/types';
import { Prisma } from '@/prisma/generated/client';

/** Whoever handed the finding over, as long as they may still have it; else nobody. Over `f`. */
async function giverOf(tx: Tx, { where }: Target): Promise<Prisma.Sql> {
  const found = await tx.$queryRaw`
    SELECT DISTINCT f.handed_by_id::text AS id FROM finding f WHERE ${where} AND f.handed_by_id IS NOT NULL`;
  const givers = z.array(z.object({ id: z.string() })).parse(found);
  const able = await Promise.all(
    givers.map(async ({ id }) => {
      const reach = await triageReach(id);
      return reach === null ? [] : [Prisma.sql`(f.handed_by_id = ${id}::uuid AND ${inProducts(reach)})`];
    }),
  );
  const tests = able.flat();
  return tests.length === 0
    ? Prisma.sql`NULL::uuid`
    : Prisma.sql`CASE WHEN ${Prisma.join(tests, ' OR ')} THEN f.handed_by_id END`;
}

/**
 * Accepts findings that were handed over to the actor, or declines them with a reason: then they go back to whoever
 * handed them over. What was not handed over to the actor, or no longer is, stays as it is and is counted as unchanged.
 * @throws DomainError forbidden, not_found, conflict
 */
export async function answerHandover(ctx: Ctx, { selection, declined }: AnswerHandoverInput): Promise<Outcome> {
  const scope = requirePermission(ctx, 'finding:triage');
  return inTransaction(ctx, async (tx) => {
    const target = await targetOf(tx, ctx, scope, selection);
    const done = await changeFindings(tx, ctx, {
      kind: declined ? 'handover_declined' : 'handover_accepted',
      note: declined ?? null,
      target,
      applies: Prisma.sql`f.handed_by_id IS NOT NULL AND f.assignee_id = ${ctx.actor.id}::uuid`,
      why: Prisma.sql`'no_right'`,
      set: {
        handedById: Prisma.sql`NULL::uuid`,
        ...(declined ? { assigneeId: await giverOf(tx, target) } : {}),
      },
    });
    const outcome = await outcomeOf(tx, scope, selection, done);
    if (done.changed > 0) {
      const action = declined ? 'finding.handover-declined' : 'finding.handover-accepted';
      await appendAudit(tx, ctx, auditOf(action, selection, done, {}));
      await tellOf(tx, ctx, done.batchId);
    }
    return outcome;
  });
}
