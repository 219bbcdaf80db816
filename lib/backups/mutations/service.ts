import { requirePermission } from '@/lib/access/policy';
import { holdService, requirePerson } from '@/lib/backups/mutations/find';
import { settleServices } from '@/lib/backups/mutations/settle';
import type { ChangeService, CreateService, RemoveSeen } from '@/lib/backups/schema';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { BACKUP_FORMAT, BACKUP_SCANNER } from '@/lib/imports/backup-source';
import { renameTarget } from '@/lib/imports/mutations/rename-target';

async function free(tx: Tx, productId: string, name: string): Promise<void> {
  const taken = await tx.backupService.count({ where: { productId, name } });
  if (taken > 0) throw new DomainError('invalid', { issue: 'exists' });
}

/**
 * Sets up a service with what is promised for it.
 * @returns its id
 * @throws DomainError forbidden, not_found, invalid (`issue: exists`)
 */
export async function createService(ctx: Ctx, { objectives, ...input }: CreateService): Promise<string> {
  const { productId } = input;
  requirePermission(ctx, 'backup:write', productId);
  const { id: byId, name: byName } = requirePerson(ctx);
  const id = await inTransaction(ctx, async (tx) => {
    if ((await tx.product.count({ where: { id: productId } })) === 0) throw new DomainError('not_found');
    await free(tx, productId, input.name);
    const data = { ...input, createdAt: ctx.now, dueAt: ctx.now };
    const [made] = await tx.backupService.createManyAndReturn({
      data: [data],
      select: { id: true },
      skipDuplicates: true,
    });
    if (!made) throw new DomainError('invalid', { issue: 'exists' });
    await tx.backupObjective.create({ data: { serviceId: made.id, since: ctx.now, ...objectives, byId, byName } });
    const target = { kind: 'backup-service', id: made.id };
    await appendAudit(tx, ctx, {
      action: 'backup.service-added',
      target,
      productId,
      data: { name: input.name, objectives },
    });
    return made.id;
  });
  await settleServices(ctx, [id]);
  return id;
}

/**
 * Changes a service, and what is promised for it from now on; what was promised before is kept.
 * @throws DomainError forbidden, not_found, conflict, invalid (`issue: exists`)
 */
export async function changeService(ctx: Ctx, { id, version, name, note, objectives }: ChangeService): Promise<void> {
  const scope = requirePermission(ctx, 'backup:write');
  const { id: byId, name: byName } = requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = await holdService(tx, scope, { id, version });
    if (name !== row.name) {
      await free(tx, row.productId, name);
      const source = { productId: row.productId, scanner: BACKUP_SCANNER, format: BACKUP_FORMAT };
      await renameTarget(tx, source, { from: row.name, to: name });
    }
    await tx.backupService.update({ where: { id }, data: { name, note, dueAt: ctx.now, version: { increment: 1 } } });
    const before = await tx.backupObjective.findFirst({
      where: { serviceId: id },
      orderBy: [{ since: 'desc' }, { id: 'desc' }],
      omit: { id: true, serviceId: true, since: true, byId: true, byName: true },
    });
    const same =
      before !== null &&
      Object.entries(before).every(([field, value]) => objectives[field as keyof typeof before] === value);
    if (!same)
      await tx.backupObjective.create({ data: { serviceId: id, since: ctx.now, ...objectives, byId, byName } });
    await appendAudit(tx, ctx, {
      action: 'backup.service-changed',
      target: { kind: 'backup-service', id },
      productId: row.productId,
      data: { before: { name: row.name, objectives: before }, after: { name, objectives } },
    });
  });
  await settleServices(ctx, [id]);
}

/**
 * Forgets a service with its plans and restore tests; what its sources told stays. Its findings stay as they are.
 * @throws DomainError forbidden, not_found, conflict
 */
export async function removeService(ctx: Ctx, seen: RemoveSeen): Promise<void> {
  const scope = requirePermission(ctx, 'backup:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const { id, productId, name } = await holdService(tx, scope, seen);
    await tx.backupService.delete({ where: { id } });
    await appendAudit(tx, ctx, {
      action: 'backup.service-removed',
      target: { kind: 'backup-service', id },
      productId,
      data: { name },
    });
  });
}
