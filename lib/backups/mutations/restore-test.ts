import { productFilter, requirePermission } from '@/lib/access/policy';
import { requirePerson, requireService } from '@/lib/backups/mutations/find';
import { settleServices } from '@/lib/backups/mutations/settle';
import { endsInFuture } from '@/lib/backups/rules-restore';
import type { RecordTest, WithdrawTest } from '@/lib/backups/schema';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/**
 * Keeps that somebody brought data back, how long it took and what was compared.
 * @returns its id
 * @throws DomainError forbidden, not_found, invalid (`field: seconds`: it would end in the future)
 */
export async function recordTest(ctx: Ctx, { bytes, ...input }: RecordTest): Promise<string> {
  const scope = requirePermission(ctx, 'restore-test:write');
  const person = requirePerson(ctx);
  if (endsInFuture(input, ctx.now)) throw new DomainError('invalid', { field: 'seconds', reason: 'in_future' });
  const id = await inTransaction(ctx, async (tx) => {
    const service = await requireService(tx, scope, input.serviceId);
    const row = await tx.restoreTest.create({
      data: {
        ...input,
        bytes: bytes === null ? null : BigInt(bytes),
        byName: input.byName || person.name,
        ...{ enteredById: person.id, enteredByName: person.name, enteredAt: ctx.now },
      },
      select: { id: true },
    });
    await tx.backupService.update({ where: { id: service.id }, data: { dueAt: ctx.now } });
    await appendAudit(tx, ctx, {
      action: 'backup.restore-tested',
      target: { kind: 'backup-service', id: service.id },
      productId: service.productId,
      data: { test: row.id, kind: input.kind, result: input.result, seconds: input.seconds, compared: input.compared },
    });
    return row.id;
  });
  await settleServices(ctx, [input.serviceId]);
  return id;
}

/**
 * Takes a record back that was wrong, with the reason; it stays in the list and counts for nothing.
 * @throws DomainError forbidden, not_found, conflict (it is taken back already)
 */
export async function withdrawTest(ctx: Ctx, { id, why }: WithdrawTest): Promise<void> {
  const scope = requirePermission(ctx, 'restore-test:write');
  const person = requirePerson(ctx);
  const serviceId = await inTransaction(ctx, async (tx) => {
    const row = await tx.restoreTest.findFirst({
      where: { id, service: { productId: productFilter(scope) } },
      select: { serviceId: true, service: { select: { productId: true } } },
    });
    if (!row) throw new DomainError('not_found');
    const { count } = await tx.restoreTest.updateMany({
      where: { id, withdrawnAt: null },
      data: { withdrawnAt: ctx.now, withdrawnBy: person.name, withdrawnWhy: why },
    });
    if (count !== 1) throw new DomainError('conflict');
    await tx.backupService.update({ where: { id: row.serviceId }, data: { dueAt: ctx.now } });
    await appendAudit(tx, ctx, {
      action: 'backup.restore-test-withdrawn',
      target: { kind: 'backup-service', id: row.serviceId },
      productId: row.service.productId,
      data: { test: id, why },
    });
    return row.serviceId;
  });
  await settleServices(ctx, [serviceId]);
}
