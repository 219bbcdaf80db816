import { requirePermission } from '@/lib/access/policy';
import { requireStepUp } from '@/lib/access/step-up';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { elevationSeen, requirePerson } from '@/lib/elevations/mutations/find';
import { tell } from '@/lib/elevations/mutations/tell';
import { endsAt } from '@/lib/elevations/rules';
import type { DecideElevation, ReviewElevation } from '@/lib/elevations/schema';

/**
 * Gives the rights from now on for as long as was asked, or refuses. For somebody else than the requester, who reaches
 * all of what it is for, with fresh proof of who it is. Of two at once the second finds it decided.
 * @throws DomainError forbidden (`reason`: own-request), not_found, conflict, step_up_required, invalid (`issue`: note_required)
 */
export async function decideElevation(ctx: Ctx, { id, decision, note }: DecideElevation): Promise<void> {
  requirePermission(ctx, 'elevation:approve');
  const { id: deciderId } = requirePerson(ctx);
  const asked = await elevationSeen(unsafeDb(), ctx, id);
  if (asked.requesterId === deciderId) throw new DomainError('forbidden', { reason: 'own-request' });
  if (decision === 'refuse' && note === '') throw new DomainError('invalid', { issue: 'note_required' });
  await requireStepUp(ctx, 'elevation:approve', `${decision}:${id}`);
  const approved = decision === 'approve';
  await inTransaction(ctx, async (tx) => {
    const given = approved ? { startsAt: ctx.now, endsAt: endsAt(ctx.now, asked.minutes) } : {};
    const decided = await tx.elevation.updateMany({
      where: { id, decidedAt: null, startsAt: null, endedAt: null, lapsesAt: { gt: ctx.now } },
      data: { deciderId, decidedAt: ctx.now, decisionNote: note, ...given },
    });
    if (decided.count === 0) throw new DomainError('conflict');
    await appendAudit(tx, ctx, {
      action: approved ? 'elevation.approved' : 'elevation.refused',
      target: { kind: 'elevation', id },
      productId: asked.productId ?? undefined,
      data: { permissions: asked.permissions, minutes: asked.minutes, note },
    });
    const kind = approved ? 'elevation_approved' : 'elevation_refused';
    await tell(tx, ctx, kind, [asked.requesterId], { minutes: asked.minutes });
  });
}

/**
 * Says of a break-glass whether it was justified: by somebody else who decides on elevations, once.
 * @throws DomainError forbidden (`reason`: own-request), not_found, conflict
 */
export async function reviewElevation(ctx: Ctx, { id, justified, note }: ReviewElevation): Promise<void> {
  requirePermission(ctx, 'elevation:approve');
  const { id: reviewerId } = requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const taken = await elevationSeen(tx, ctx, id);
    if (taken.requesterId === reviewerId) throw new DomainError('forbidden', { reason: 'own-request' });
    const reviewed = await tx.elevation.updateMany({
      where: { id, breakGlass: true, reviewedAt: null },
      data: { reviewerId, reviewedAt: ctx.now, justified, reviewNote: note },
    });
    if (reviewed.count === 0) throw new DomainError('conflict');
    await appendAudit(tx, ctx, {
      action: 'elevation.reviewed',
      target: { kind: 'elevation', id },
      productId: taken.productId ?? undefined,
      data: { justified, note },
    });
    await tell(tx, ctx, 'elevation_reviewed', [taken.requesterId], { justified: justified ? 'yes' : 'no' });
  });
}
