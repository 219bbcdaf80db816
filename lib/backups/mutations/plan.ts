import { productFilter, requirePermission } from '@/lib/access/policy';
import { requirePerson, requireService } from '@/lib/backups/mutations/find';
import { settleServices } from '@/lib/backups/mutations/settle';
import type { RemoveSeen, SavePlan } from '@/lib/backups/schema';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/**
 * Says how a service is protected, anew or for the first time.
 * @returns the plan's id
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue: exists, other_product`)
 */
export async function savePlan(ctx: Ctx, { id, version, serviceId, ...plan }: SavePlan): Promise<string> {
  const scope = requirePermission(ctx, 'backup:write');
  requirePerson(ctx);
  const saved = await inTransaction(ctx, async (tx) => {
    const service = await requireService(tx, scope, serviceId);
    const source = await tx.backupSource.findFirst({ where: { id: plan.sourceId, productId: productFilter(scope) } });
    if (!source) throw new DomainError('not_found');
    // A copy of another product would tell its team's data to this one.
    if (source.productId !== service.productId) throw new DomainError('invalid', { issue: 'other_product' });
    const { sourceId, asset, repository } = plan;
    const same = await tx.backupPlan.findUnique({
      where: { serviceId_sourceId_asset_repository: { serviceId, sourceId, asset, repository } },
      select: { id: true },
    });
    if (same && same.id !== id) throw new DomainError('invalid', { issue: 'exists' });
    const planId =
      id ?? (await tx.backupPlan.create({ data: { serviceId, ...plan, createdAt: ctx.now }, select: { id: true } })).id;
    if (id !== null) {
      const { count } = await tx.backupPlan.updateMany({
        where: { id, serviceId, version },
        data: { ...plan, version: { increment: 1 } },
      });
      if (count !== 1)
        throw new DomainError(
          (await tx.backupPlan.count({ where: { id, serviceId } })) === 1 ? 'conflict' : 'not_found',
        );
    }
    await tx.backupService.update({ where: { id: serviceId }, data: { dueAt: ctx.now } });
    await appendAudit(tx, ctx, {
      action: id === null ? 'backup.plan-added' : 'backup.plan-changed',
      target: { kind: 'backup-service', id: serviceId },
      productId: service.productId,
      data: { plan: planId, ...plan },
    });
    return planId;
  });
  await settleServices(ctx, [serviceId]);
  return saved;
}

/** @throws DomainError forbidden, not_found, conflict */
export async function removePlan(ctx: Ctx, { id, version }: RemoveSeen): Promise<void> {
  const scope = requirePermission(ctx, 'backup:write');
  requirePerson(ctx);
  const serviceId = await inTransaction(ctx, async (tx) => {
    const row = await tx.backupPlan.findFirst({
      where: { id, service: { productId: productFilter(scope) } },
      select: { serviceId: true, asset: true, service: { select: { productId: true } } },
    });
    if (!row) throw new DomainError('not_found');
    const { count } = await tx.backupPlan.deleteMany({ where: { id, version } });
    if (count !== 1) throw new DomainError('conflict');
    await tx.backupService.update({ where: { id: row.serviceId }, data: { dueAt: ctx.now } });
    await appendAudit(tx, ctx, {
      action: 'backup.plan-removed',
      target: { kind: 'backup-service', id: row.serviceId },
      productId: row.service.productId,
      data: { plan: id, asset: row.asset },
    });
    return row.serviceId;
  });
  await settleServices(ctx, [serviceId]);
}
