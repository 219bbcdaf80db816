import { requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import type { OrderOf } from '@/lib/findings/bulk-schema';
import { triageReach } from '@/lib/findings/data/people';
import { auditOf } from '@/lib/findings/mutations/audit';
import { changeFindings, inProducts, type VerbChange } from '@/lib/findings/mutations/change';
import { outcomeOf, targetOf } from '@/lib/findings/mutations/target';
import { tellOf } from '@/lib/findings/mutations/tell';
import type { AssignInput } from '@/lib/findings/schema';
import type { Outcome } from '@/lib/findings/types';
import { Prisma } from '@/prisma/generated/client';

/**
 * What giving findings to a person, or to nobody, changes. With a note to somebody else it is a handover, which waits for
 * that person to accept it.
 * @throws DomainError invalid (`issue: not_assignable`)
 */
export async function assignChange(
  { actor }: Ctx,
  { assigneeId, note }: Omit<OrderOf<'assign'>, 'verb'>,
): Promise<VerbChange> {
  const reach = assigneeId === null ? 'all' : await triageReach(assigneeId);
  if (reach === null) throw new DomainError('invalid', { issue: 'not_assignable' });
  const handedOver = Boolean(note) && assigneeId !== null && actor.kind === 'person' && actor.id !== assigneeId;
  const to = Prisma.sql`${assigneeId}::uuid`;
  return {
    kind: handedOver ? 'handover' : 'assignee',
    note: note || null,
    applies: Prisma.sql`f.assignee_id IS DISTINCT FROM ${to} AND ${inProducts(reach)}`,
    why: Prisma.sql`CASE WHEN f.assignee_id IS DISTINCT FROM ${to} THEN 'not_theirs' ELSE 'already' END`,
    set: { assigneeId: to, handedById: handedOver ? Prisma.sql`${actor.id}::uuid` : Prisma.sql`NULL::uuid` },
  };
}

/**
 * Gives findings to a person who may triage them, or to nobody. Findings of products that the person does not reach
 * stay as they are and are counted as unchanged.
 * @throws DomainError forbidden, not_found, invalid (`issue: not_assignable`), conflict
 */
export async function assign(ctx: Ctx, { selection, assigneeId, note }: AssignInput): Promise<Outcome> {
  const scope = requirePermission(ctx, 'finding:triage');
  const change = await assignChange(ctx, { assigneeId, note });
  return inTransaction(ctx, async (tx) => {
    const done = await changeFindings(tx, ctx, { ...change, target: await targetOf(tx, ctx, scope, selection) });
    const outcome = await outcomeOf(tx, scope, selection, done);
    if (done.changed > 0) {
      await appendAudit(tx, ctx, auditOf('finding.assigned', selection, done, { to: assigneeId }));
      await tellOf(tx, ctx, done.batchId);
    }
    return outcome;
  });
}
