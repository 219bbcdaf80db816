import { requireCovered } from '@/lib/access/mutations/reach';
import { requirePermission } from '@/lib/access/policy';
import { requireStepUp } from '@/lib/access/step-up';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { requirePerson } from '@/lib/incidents/mutations/find';
import type { SavePolicy } from '@/lib/incidents/policy-schema';

/**
 * Adds a version of what is promised for incidents, in force now or later. Older ones stay as they are, and incidents keep the
 * one that they were declared under.
 * @throws DomainError forbidden (also for who does not reach the whole organisation), step_up_required, conflict (somebody added one since), invalid (`reason: 'valid-from-past'`)
 */
export async function saveIncidentPolicy(ctx: Ctx, { known, validFrom, ...promises }: SavePolicy): Promise<void> {
  // What counts for the whole organisation is for whoever reaches all of it.
  requireCovered(ctx, requirePermission(ctx, 'incident-policy:write'), [{ teamId: null, productId: null }]);
  const actor = requirePerson(ctx);
  const from = validFrom === null ? ctx.now : new Date(validFrom);
  if (from < ctx.now) throw new DomainError('invalid', { reason: 'valid-from-past' });
  await inTransaction(ctx, async (tx) => {
    const newest = await tx.incidentPolicy.aggregate({ _max: { number: true } });
    if (newest._max.number !== known) throw new DomainError('conflict');
    await requireStepUp({ ...ctx, db: tx }, 'incident-policy:write', 'incident-policy');
    const by = { createdAt: ctx.now, createdById: actor.id, createdByName: actor.name };
    // Of two who save at once the unique number lets one pass.
    const [row] = await tx.incidentPolicy.createManyAndReturn({
      data: [{ ...promises, ...by, number: known + 1, validFrom: from }],
      skipDuplicates: true,
      select: { id: true },
    });
    if (!row) throw new DomainError('conflict');
    await appendAudit(tx, ctx, {
      action: 'incident-policy.saved',
      target: { kind: 'incident-policy', id: row.id },
      data: { number: known + 1, validFrom: from.toISOString(), ...promises },
    });
  });
}
