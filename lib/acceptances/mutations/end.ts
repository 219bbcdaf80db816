import { awaitDecision } from '@/lib/acceptances/mutations/clocks';
import { reopen } from '@/lib/acceptances/mutations/cover';
import { acceptanceSeen, requirePerson } from '@/lib/acceptances/mutations/find';
import { tell } from '@/lib/acceptances/mutations/tell';
import type { Revoke, Withdraw } from '@/lib/acceptances/schema';
import { requirePermission } from '@/lib/access/policy';
import { requireStepUp } from '@/lib/access/step-up';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/**
 * Takes one's own request back before anybody has decided on it.
 * @throws DomainError forbidden (`reason`: not-requester), not_found, conflict
 */
export async function withdrawAcceptance(ctx: Ctx, input: Withdraw): Promise<void> {
  const scope = requirePermission(ctx, 'risk:request');
  const actor = requirePerson(ctx);
  const asked = await acceptanceSeen(ctx, scope, input, 'requested');
  if (asked.requesterId !== actor.id) throw new DomainError('forbidden', { reason: 'not-requester' });
  await inTransaction(ctx, async (tx) => {
    const ended = await tx.acceptance.updateMany({
      where: { id: asked.id, state: 'requested', version: asked.version, expiresAt: { gt: ctx.now } },
      data: { state: 'withdrawn', endedAt: ctx.now, enderId: actor.id, version: { increment: 1 } },
    });
    if (ended.count === 0) throw new DomainError('conflict');
    if (asked.scope === 'findings') await awaitDecision(tx, ctx, asked.id, false);
    await appendAudit(tx, ctx, {
      action: 'acceptance.withdrawn',
      target: { kind: 'acceptance', id: asked.id },
      productId: asked.productId,
      data: { number: asked.number },
    });
  });
}

/**
 * Ends an approved acceptance before its time: what it holds is open again, as it was before.
 * @returns how many findings are open again
 * @throws DomainError forbidden, not_found, conflict, step_up_required
 */
export async function revokeAcceptance(ctx: Ctx, input: Revoke): Promise<number> {
  const scope = requirePermission(ctx, 'risk:revoke');
  const actor = requirePerson(ctx);
  const { id, note } = input;
  const approved = await acceptanceSeen(ctx, scope, input, 'approved');
  await requireStepUp(ctx, 'risk:revoke', id);
  return inTransaction(ctx, async (tx) => {
    const ended = await tx.acceptance.updateMany({
      where: { id, state: 'approved', version: approved.version, expiresAt: { gt: ctx.now } },
      data: { state: 'revoked', endedAt: ctx.now, enderId: actor.id, endNote: note, version: { increment: 1 } },
    });
    if (ended.count === 0) throw new DomainError('conflict');
    const { changed } = await reopen(tx, ctx, id, { kind: 'acceptance_revoked', note });
    await appendAudit(tx, ctx, {
      action: 'acceptance.revoked',
      target: { kind: 'acceptance', id },
      productId: approved.productId,
      data: { number: approved.number, reopened: changed, note },
    });
    await tell(tx, ctx, 'acceptance_revoked', approved, [approved.requesterId, approved.deciderId], { count: changed });
    return changed;
  });
}
