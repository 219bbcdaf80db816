import { requirePermission } from '@/lib/access/policy';
import { holdService, requirePerson } from '@/lib/backups/mutations/find';
import { settleServices } from '@/lib/backups/mutations/settle';
import type { ChangeService, CreateService, RemoveSeen } from '@/lib/backups/schema';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { BACKUP_FORMAT, BACKUP_SCANNER } from '@/lib/imports/backup-source';
import { takeReport } from '@/lib/imports/mutations/receive';
import { renameTarget } from '@/lib/imports/mutations/rename-target';
import { RETIRED_FORMAT, retiredDocument } from '@/lib/imports/retired-source';

type Held = Awaited<ReturnType<typeof holdService>>;

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

async function forget(tx: Tx, ctx: Ctx, { id, productId, name }: Held, importId: string | null): Promise<void> {
  await tx.backupService.delete({ where: { id } });
  await appendAudit(tx, ctx, {
    action: 'backup.service-removed',
    target: { kind: 'backup-service', id },
    productId,
    data: { name, import: importId },
  });
}

/**
 * Forgets a service with its plans and restore tests; what its sources told stays. Its findings are closed by the worker,
 * as those of a source that a person declares gone.
 * @throws DomainError forbidden, not_found, conflict
 */
export async function removeService(ctx: Ctx, seen: RemoveSeen): Promise<void> {
  const scope = requirePermission(ctx, 'backup:write');
  const { name: by } = requirePerson(ctx);
  const left = await inTransaction(ctx, async (tx) => {
    const held = await holdService(tx, scope, seen);
    const row = await tx.backupService.findUniqueOrThrow({ where: { id: held.id }, select: { reportedAt: true } });
    if (row.reportedAt !== null) return held;
    await forget(tx, ctx, held, null);
    return null;
  });
  if (!left) return;
  const note = 'The service was removed from the recovery objectives.';
  await takeReport(ctx, {
    productId: left.productId,
    fileName: 'service-removed.json',
    body: retiredDocument(BACKUP_SCANNER, note, ctx.now),
    options: () => ({ format: RETIRED_FORMAT, target: left.name, complete: true, scan_at: ctx.now }),
    also: async (tx, importId) => {
      const held = await holdService(tx, scope, seen);
      await forget(tx, ctx, held, importId);
      await tx.source.updateMany({
        where: { productId: held.productId, scanner: BACKUP_SCANNER, target: held.name },
        data: { retiredBy: by, retiredNote: note },
      });
    },
  });
}
