import { productFilter, requirePermission } from '@/lib/access/policy';
import { entityOf } from '@/lib/alerts/entity';
import { holdAlert, requirePerson } from '@/lib/alerts/mutations/find';
import { keepStep } from '@/lib/alerts/mutations/keep';
import { partOf } from '@/lib/alerts/rules';
import type { EndSuppression, Suppress } from '@/lib/alerts/schema';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { HOUR_MS } from '@/lib/core/datetime';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/**
 * Holds back what this rule notices of the same part of the entity, in this product, until it expires. The alert itself
 * stays as it is.
 * @returns the id of the suppression
 * @throws DomainError forbidden, not_found, invalid (`issue`)
 */
export async function suppressAlert(ctx: Ctx, { id, fields, reason, hours }: Suppress): Promise<string> {
  const scope = requirePermission(ctx, 'alert:suppress');
  const person = requirePerson(ctx);
  return inTransaction(ctx, async (tx) => {
    const row = await holdAlert(tx, scope, id);
    const entity = partOf(row.entity, fields);
    if (typeof entity === 'string') throw new DomainError('invalid', { issue: entity });
    const expiresAt = new Date(ctx.now.getTime() + hours * HOUR_MS);
    const { productId, rule } = row;
    const made = await tx.alertSuppression.create({
      data: {
        productId,
        rule,
        entity,
        reason,
        createdAt: ctx.now,
        createdById: person.id,
        createdBy: person.name,
        expiresAt,
      },
      select: { id: true },
    });
    const until = expiresAt.toISOString();
    const audit = { suppression: made.id, rule, entity };
    await keepStep(tx, ctx, row, { verb: 'suppressed', note: reason, data: { until }, audit });
    return made.id;
  });
}

/**
 * Ends a suppression before it expires.
 * @throws DomainError forbidden, not_found, conflict where it has ended already
 */
export async function endSuppression(ctx: Ctx, { id, reason }: EndSuppression): Promise<void> {
  const scope = requirePermission(ctx, 'alert:suppress');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = await tx.alertSuppression.findFirst({
      where: { id, productId: productFilter(scope) },
      select: { productId: true, rule: true, entity: true, events: true },
    });
    if (!row) throw new DomainError('not_found');
    const { count } = await tx.alertSuppression.updateMany({
      where: { id, endedAt: null, expiresAt: { gt: ctx.now } },
      data: { endedAt: ctx.now },
    });
    if (count === 0) throw new DomainError('conflict');
    await appendAudit(tx, ctx, {
      action: 'alert.suppression-ended',
      target: { kind: 'alert-suppression', id },
      productId: row.productId,
      data: { rule: row.rule, entity: entityOf(row.entity), reason, events: row.events },
    });
  });
}
