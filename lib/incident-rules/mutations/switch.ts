import { z } from 'zod';
import { requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/** `version`: what the person saw. */
export const switchRuleSchema = z.object({ id: z.uuid(), version: z.int().positive(), active: z.boolean() });
export type SwitchRule = z.infer<typeof switchRuleSchema>;

/**
 * Switches a rule on or off. Switched on it counts for alerts that are raised from then on.
 * @throws DomainError forbidden, conflict
 */
export async function switchRule(ctx: Ctx, { id, version, active }: SwitchRule): Promise<void> {
  requirePermission(ctx, 'incident-rule:write');
  const { actor, now } = ctx;
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.incidentRule.updateMany({
      where: { id, version, active: !active },
      data: {
        ...{ active, changedAt: now, changedBy: actor.name, version: { increment: 1 } },
        ...(active ? { validFrom: now } : {}),
      },
    });
    if (count === 0) throw new DomainError('conflict');
    const { name } = await tx.incidentRule.findUniqueOrThrow({ where: { id }, select: { name: true } });
    const action = active ? 'incident-rule.switched-on' : 'incident-rule.switched-off';
    await appendAudit(tx, ctx, { action, target: { kind: 'incident-rule', id }, data: { name } });
  });
}
