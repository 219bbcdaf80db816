import { requireCovered } from '@/lib/access/mutations/reach';
import { requirePermission } from '@/lib/access/policy';
import { requireStepUp } from '@/lib/access/step-up';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { safeguardOf } from '@/lib/safeguards/catalogue';
import type { SaveTerms } from '@/lib/safeguards/schema';

async function check(db: Pick<Tx, 'safeguardTerms' | 'person'>, { safeguard, known, ownerId }: SaveTerms) {
  const newest = await db.safeguardTerms.aggregate({ where: { safeguard }, _max: { number: true } });
  if ((newest._max.number ?? 0) !== known) throw new DomainError('conflict');
  const there =
    safeguardOf(safeguard) !== null &&
    (ownerId === null || (await db.person.count({ where: { id: ownerId, disabledAt: null } })) > 0);
  if (!there) throw new DomainError('not_found');
}

/**
 * Names who answers for a promise and by what it is judged, from now on. Earlier verdicts stay as they were.
 * @throws DomainError `forbidden`, `step_up_required`, `not_found` without the owner, `conflict` where somebody was faster
 */
export async function saveTerms(ctx: Ctx, input: SaveTerms): Promise<void> {
  const scope = requirePermission(ctx, 'safeguard:write');
  requireCovered(ctx, scope, [{ teamId: null, productId: null }]);
  const { actor, now } = ctx;
  if (actor.kind !== 'person') throw new DomainError('forbidden', { permission: 'safeguard:write' });
  await check(unsafeDb(), input);
  await requireStepUp(ctx, 'safeguard:write', input.safeguard);
  const { known, ...said } = input;
  await inTransaction(ctx, async (tx) => {
    await check(tx, input);
    const made = { number: known + 1, createdAt: now, createdById: actor.id, createdByName: actor.name };
    const { count } = await tx.safeguardTerms.createMany({ data: [{ ...said, ...made }], skipDuplicates: true });
    if (count === 0) throw new DomainError('conflict');
    await appendAudit(tx, ctx, {
      action: 'safeguard.terms-saved',
      target: { kind: 'safeguard', id: input.safeguard },
      data: { ...said, number: known + 1 },
    });
  });
}
