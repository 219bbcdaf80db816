import { inScope, type Scope } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import type { RuleVerb } from '@/lib/incident-rules/types';

type Place = { readonly productId: string | null; readonly teamId: string | null };

/**
 * A rule of one product takes the reach of it; one of a team or of everything takes all.
 * @throws DomainError not_found, forbidden
 */
export function requireReach(scope: Scope, { productId }: Place): void {
  if (productId !== null && !inScope(scope, productId)) throw new DomainError('not_found');
  if (productId === null && scope.products !== 'all')
    throw new DomainError('forbidden', { permission: 'incident-rule:write' });
}

/** The rule as the person saw it, its row locked. @throws DomainError not_found, forbidden, conflict */
export async function holdRule(
  tx: Tx,
  scope: Scope,
  { id, version }: { readonly id: string; readonly version: number },
) {
  await tx.$queryRaw`SELECT FROM incident_rule WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.incidentRule.findFirst({ where: { id, archivedAt: null } });
  if (!row) throw new DomainError('not_found');
  requireReach(scope, row);
  if (row.version !== version) throw new DomainError('conflict');
  return row;
}

/** Keeps what a rule is from now on, and who made it so, beside the audit row. */
export async function keepVersion(tx: Tx, ctx: Ctx, id: string, verb: RuleVerb, note = ''): Promise<void> {
  const row = await tx.incidentRule.findUniqueOrThrow({ where: { id } });
  const { version: number, name, patterns, minSeverity, techniques, places, productId, teamId } = row;
  const { minAlerts, withinMinutes, kind, impact, urgency, title, active } = row;
  const content = {
    ...{ name, patterns, minSeverity, techniques, places, productId, teamId },
    ...{ minAlerts, withinMinutes, kind, impact, urgency, title, active, note },
  };
  const actorId = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  await tx.incidentRuleVersion.create({
    data: { ruleId: id, number, at: ctx.now, verb, actorId, actorName: ctx.actor.name, content },
  });
  await appendAudit(tx, ctx, {
    action: `incident-rule.${verb.replace('_', '-')}`,
    target: { kind: 'incident-rule', id },
    productId: productId ?? undefined,
    data: { version: number, ...content },
  });
}
