import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { holdSeen, requirePerson } from '@/lib/engagements/mutations/find';
import { keepEvent } from '@/lib/engagements/mutations/keep';
import { mayEdit } from '@/lib/engagements/rules';
import type { ChangeOwner } from '@/lib/engagements/schema';
import { triageReach } from '@/lib/findings/data/people';
import { notify } from '@/lib/notices/mutations';

/**
 * Gives a test that is not closed to another owner, who may write it; a retest that is due soon is told to them anew.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue: wrong_state, not_assignable, already_owner`)
 */
export async function changeOwner(ctx: Ctx, { id, version, ownerId, note }: ChangeOwner): Promise<void> {
  const scope = requirePermission(ctx, 'finding:triage');
  const actor = requirePerson(ctx);
  const reach = await triageReach(ownerId);
  await inTransaction(ctx, async (tx) => {
    const row = await holdSeen(tx, scope, { id, version });
    const { number, title, productId, ownerId: from } = row;
    if (!mayEdit(row.state)) throw new DomainError('invalid', { issue: 'wrong_state' });
    if (from === ownerId) throw new DomainError('invalid', { issue: 'already_owner' });
    if (reach !== 'all' && !reach?.includes(productId)) throw new DomainError('invalid', { issue: 'not_assignable' });
    const { owner } = await tx.engagement.update({
      where: { id },
      data: { ownerId, retestToldAt: null, version: { increment: 1 } },
      select: { owner: { select: { name: true } } },
    });
    await keepEvent(tx, ctx, row, { kind: 'owner_changed', data: { to: owner.name }, note, audit: { from, ownerId } });
    if (ownerId === actor.id) return;
    const params = { actor: actor.name, number, title, note };
    await notify(tx, ctx, [
      { personId: ownerId, kind: 'engagement_owner', params, href: `/engagements/${number}`, productId },
    ]);
  });
}
