import { z } from 'zod';
import { memberOf, OPEN, withinTerms } from '@/lib/acceptances/data/terms';
import { awaitDecision } from '@/lib/acceptances/mutations/clocks';
import { cover, reopen, takeOver } from '@/lib/acceptances/mutations/cover';
import { acceptanceSeen, requirePerson, type StoredAcceptance } from '@/lib/acceptances/mutations/find';
import { tell } from '@/lib/acceptances/mutations/tell';
import { latestExpiry, warnAt } from '@/lib/acceptances/rules';
import type { Decide } from '@/lib/acceptances/schema';
import { acceptancePolicy } from '@/lib/acceptances/settings';
import { requirePermission } from '@/lib/access/policy';
import { requireStepUp } from '@/lib/access/step-up';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/** Separation of duties: whoever is to mend a finding does not decide that it need not be mended. */
async function ownsFix(db: Pick<Tx, '$queryRaw'>, asked: StoredAcceptance, personId: string): Promise<boolean> {
  const found = await db.$queryRaw`
    SELECT FROM finding f ${memberOf(asked)}
    WHERE f.status IN ${OPEN} AND f.assignee_id = ${personId}::uuid AND ${withinTerms(asked)} LIMIT 1`;
  return z.array(z.unknown()).parse(found).length > 0;
}

/** What nobody may approve, or not this person. The policy counts as it is now: it may have become stricter. */
async function requireApprovable(ctx: Ctx, asked: StoredAcceptance, personId: string): Promise<void> {
  if (asked.expiresAt > latestExpiry(await acceptancePolicy(), asked, asked.requestedAt)) {
    throw new DomainError('invalid', { issue: 'expiry_too_late' });
  }
  if (await ownsFix(ctx.db ?? unsafeDb(), asked, personId)) throw new DomainError('forbidden', { reason: 'owns-fix' });
}

/** A renewal ends what it renews; what the new terms do not cover is open again. */
async function replace(tx: Tx, ctx: Ctx, renewal: StoredAcceptance): Promise<number> {
  const { renewsId: id } = renewal;
  if (id === null) return 0;
  const ended = await tx.acceptance.updateMany({
    where: { id, state: 'approved', expiresAt: { gt: ctx.now } },
    data: { state: 'replaced', endedAt: ctx.now, enderId: ctx.actor.id, version: { increment: 1 } },
  });
  if (ended.count === 0) return 0;
  const taken = await takeOver(tx, ctx, renewal, id);
  const { changed } = await reopen(tx, ctx, id, { kind: 'acceptance_replaced' });
  await appendAudit(tx, ctx, {
    action: 'acceptance.replaced',
    target: { kind: 'acceptance', id },
    productId: renewal.productId,
    data: { by: renewal.id, taken, reopened: changed },
  });
  return taken;
}

/** Conditional: of two approvers at once the second finds it decided. */
async function settle(tx: Tx, ctx: Ctx, asked: StoredAcceptance, { decision, note }: Decide): Promise<void> {
  const approved = decision === 'approve';
  const decided = await tx.acceptance.updateMany({
    where: { id: asked.id, state: 'requested', version: asked.version, expiresAt: { gt: ctx.now } },
    data: {
      state: approved ? 'approved' : 'rejected',
      deciderId: ctx.actor.id,
      decidedAt: ctx.now,
      decisionNote: note,
      warnAt: approved ? warnAt(ctx.now, asked.expiresAt, await acceptancePolicy()) : null,
      version: { increment: 1 },
    },
  });
  if (decided.count === 0) throw new DomainError('conflict');
}

/**
 * Approves a request, which accepts the open findings that it is about, or rejects it. For somebody else than the
 * requester, with the duty for the product and fresh proof of who it is.
 * @returns how many findings are accepted now
 * @throws DomainError forbidden (`reason`: own-request, owns-fix), not_found, conflict, step_up_required, invalid (`issue`:
 * note_required, expiry_too_late)
 */
export async function decide(ctx: Ctx, input: Decide): Promise<number> {
  const { id, decision, note } = input;
  const scope = requirePermission(ctx, 'risk:approve');
  const actor = requirePerson(ctx);
  const asked = await acceptanceSeen(ctx, scope, input, 'requested');
  if (asked.requesterId === actor.id) throw new DomainError('forbidden', { reason: 'own-request' });
  if (decision === 'reject' && note === '') throw new DomainError('invalid', { issue: 'note_required' });
  if (decision === 'approve') await requireApprovable(ctx, asked, actor.id);
  await requireStepUp(ctx, 'risk:approve', `${decision}:${id}`);
  return settleDecision(ctx, asked, input);
}

/**
 * What a decision does, once it is proven who decides: for `decide`, and for the sample organisation, whose people have
 * no session. The database still refuses the requester.
 */
export async function settleDecision(ctx: Ctx, asked: StoredAcceptance, input: Decide): Promise<number> {
  const { id, decision, note } = input;
  return inTransaction(ctx, async (tx) => {
    await settle(tx, ctx, asked, input);
    const covered = decision === 'approve' ? (await replace(tx, ctx, asked)) + (await cover(tx, ctx, asked)) : 0;
    if (asked.scope === 'findings') await awaitDecision(tx, ctx, id, false);
    await appendAudit(tx, ctx, {
      action: decision === 'approve' ? 'acceptance.approved' : 'acceptance.rejected',
      target: { kind: 'acceptance', id },
      productId: asked.productId,
      data: { number: asked.number, covered, expiresAt: asked.expiresAt.toISOString(), note },
    });
    const kind = decision === 'approve' ? 'acceptance_approved' : 'acceptance_rejected';
    await tell(tx, ctx, kind, asked, [asked.requesterId], { count: covered });
    return covered;
  });
}
