import { requireCovered } from '@/lib/access/mutations/reach';
import { requirePermission } from '@/lib/access/policy';
import { requireStepUp } from '@/lib/access/step-up';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import type { SwitchRegime } from '@/lib/duties/schema';
import { requirePerson } from '@/lib/incidents/mutations/find';

/**
 * Says that a regime can never apply to the organisation, or that it can again: incidents that are declared from then on are not
 * asked about it, those that were declared before keep what they have. Nobody is kept from deciding that it applies all the same.
 * @throws DomainError forbidden (also for who does not reach the whole organisation), step_up_required, conflict (somebody said so since), invalid (`issue`: same; `reason`: valid-from-past)
 */
export async function switchRegime(
  ctx: Ctx,
  { regime, known, active, reason, validFrom }: SwitchRegime,
): Promise<void> {
  // What counts for the whole organisation is for whoever reaches all of it.
  requireCovered(ctx, requirePermission(ctx, 'incident-policy:write'), [{ teamId: null, productId: null }]);
  const actor = requirePerson(ctx);
  const from = validFrom === null ? ctx.now : new Date(validFrom);
  if (from < ctx.now) throw new DomainError('invalid', { reason: 'valid-from-past' });
  await inTransaction(ctx, async (tx) => {
    const newest = await tx.dutyRegimeSwitch.findFirst({ where: { regime }, orderBy: { number: 'desc' } });
    if ((newest?.number ?? 0) !== known) throw new DomainError('conflict');
    if ((newest?.active ?? true) === active) throw new DomainError('invalid', { issue: 'same' });
    await requireStepUp({ ...ctx, db: tx }, 'incident-policy:write', `duty-regime:${regime}`);
    const number = known + 1;
    const by = { createdAt: ctx.now, createdById: actor.id, createdByName: actor.name };
    // Of two who say so at once the unique number lets one pass.
    const [row] = await tx.dutyRegimeSwitch.createManyAndReturn({
      data: [{ regime, number, active, reason, validFrom: from, ...by }],
      skipDuplicates: true,
      select: { id: true },
    });
    if (!row) throw new DomainError('conflict');
    await appendAudit(tx, ctx, {
      action: 'duty-regime.switched',
      target: { kind: 'duty-regime', id: row.id },
      data: { regime, number, active, reason, validFrom: from.toISOString() },
    });
  });
}
