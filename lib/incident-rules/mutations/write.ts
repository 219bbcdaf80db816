import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { holdRule, keepVersion, requireReach } from '@/lib/incident-rules/mutations/keep';
import type { ArchiveRule, EditRule, RuleContent } from '@/lib/incident-rules/schema';

/** Two people who call two rules the same are told, one after the other. */
async function requireFreeName(tx: Tx, name: string, id: string | null): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('incident_rule.name'))`;
  const where = { name: { equals: name, mode: 'insensitive' }, archivedAt: null } as const;
  const other = await tx.incidentRule.findFirst({ where: { ...where, ...(id ? { id: { not: id } } : {}) } });
  if (other) throw new DomainError('invalid', { issue: 'name_taken' });
}

/**
 * Makes a rule. It is off: who made it looks at what it would have declared before it calls anybody.
 * @returns its id
 * @throws DomainError forbidden, not_found, invalid (`name_taken`)
 */
export async function createRule(ctx: Ctx, rule: RuleContent): Promise<string> {
  const scope = requirePermission(ctx, 'incident-rule:write');
  requireReach(scope, rule);
  const { actor, now } = ctx;
  return inTransaction(ctx, async (tx) => {
    await requireFreeName(tx, rule.name, null);
    const { id } = await tx.incidentRule.create({
      data: { ...rule, active: false, validFrom: now, createdAt: now, changedAt: now, changedBy: actor.name },
      select: { id: true },
    });
    await keepVersion(tx, ctx, id, 'created');
    return id;
  });
}

/**
 * Changes what a rule asks for and declares, for alerts that are raised from then on.
 * @throws DomainError forbidden, not_found, conflict, invalid (`name_taken`)
 */
export async function editRule(ctx: Ctx, { rule, ...seen }: EditRule): Promise<void> {
  const scope = requirePermission(ctx, 'incident-rule:write');
  requireReach(scope, rule);
  const { actor, now } = ctx;
  await inTransaction(ctx, async (tx) => {
    const { id } = await holdRule(tx, scope, seen);
    await requireFreeName(tx, rule.name, id);
    await tx.incidentRule.update({
      where: { id },
      data: { ...rule, validFrom: now, changedAt: now, changedBy: actor.name, version: { increment: 1 } },
    });
    await keepVersion(tx, ctx, id, 'edited');
  });
}

/**
 * Takes a rule out of use for good; incidents that it declared go on naming it.
 * @throws DomainError forbidden, not_found, conflict
 */
export async function archiveRule(ctx: Ctx, { reason, ...seen }: ArchiveRule): Promise<void> {
  const scope = requirePermission(ctx, 'incident-rule:write');
  const { actor, now } = ctx;
  await inTransaction(ctx, async (tx) => {
    const { id } = await holdRule(tx, scope, seen);
    await tx.incidentRule.update({
      where: { id },
      data: { active: false, archivedAt: now, changedAt: now, changedBy: actor.name, version: { increment: 1 } },
    });
    await keepVersion(tx, ctx, id, 'archived', reason);
  });
}
