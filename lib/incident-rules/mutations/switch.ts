import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { holdRule, keepVersion } from '@/lib/incident-rules/mutations/keep';
import type { SwitchRule } from '@/lib/incident-rules/schema';

/**
 * Switches a rule on or off. Switched on it counts for alerts that are raised from then on.
 * @throws DomainError forbidden, not_found, conflict
 */
export async function switchRule(ctx: Ctx, { active, ...seen }: SwitchRule): Promise<void> {
  const scope = requirePermission(ctx, 'incident-rule:write');
  const { actor, now } = ctx;
  await inTransaction(ctx, async (tx) => {
    const row = await holdRule(tx, scope, seen);
    if (row.active === active) throw new DomainError('conflict');
    await tx.incidentRule.update({
      where: { id: row.id },
      data: {
        ...{ active, changedAt: now, changedBy: actor.name, version: { increment: 1 } },
        ...(active ? { validFrom: now } : {}),
      },
    });
    await keepVersion(tx, ctx, row.id, active ? 'switched_on' : 'switched_off');
  });
}
