import { productFilter, requirePermission } from '@/lib/access/policy';
import { makeDue } from '@/lib/backups/mutations/due';
import { requirePerson } from '@/lib/backups/mutations/find';
import { settleServices } from '@/lib/backups/mutations/settle';
import type { ChangeSource } from '@/lib/backups/schema';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/**
 * Says in which zone a source's clock is and how often it is expected.
 * @throws DomainError forbidden, not_found, conflict
 */
export async function changeSource(ctx: Ctx, { id, version, ...after }: ChangeSource): Promise<void> {
  const scope = requirePermission(ctx, 'backup:write');
  requirePerson(ctx);
  const services = await inTransaction(ctx, async (tx) => {
    const row = await tx.backupSource.findFirst({ where: { id, productId: productFilter(scope) } });
    if (!row) throw new DomainError('not_found');
    const { count } = await tx.backupSource.updateMany({
      where: { id, version },
      data: { ...after, silentSince: null, version: { increment: 1 } },
    });
    if (count !== 1) throw new DomainError('conflict');
    const before = { timeZone: row.timeZone, expectedMinutes: row.expectedMinutes };
    await appendAudit(tx, ctx, {
      action: 'backup.source-changed',
      target: { kind: 'backup-source', id },
      productId: row.productId,
      data: { before, after },
    });
    return makeDue(tx, ctx, id);
  });
  await settleServices(ctx, services);
}
