import { BACKUP_LIMITS } from '@/lib/backups/limits';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Prisma, type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

export type SourceKey = { readonly productId: string; readonly shape: string; readonly name: string };

export type StoredSource = Prisma.BackupSourceGetPayload<object>;

/**
 * The source of a delivery, which is there from its first one on. A zone that the delivery names is kept for those that follow.
 * @throws DomainError `invalid` (field `sender`) where the product has too many of them
 */
export async function sourceOf(ctx: Ctx, key: SourceKey, zone: string | null): Promise<StoredSource> {
  const where = { productId_shape_name: key };
  const known = await unsafeDb().backupSource.findUnique({ where });
  if (!known) {
    if ((await unsafeDb().backupSource.count({ where: { productId: key.productId } })) >= BACKUP_LIMITS.sources)
      throw new DomainError('invalid', { field: 'sender', reason: 'too_many', max: BACKUP_LIMITS.sources });
    await unsafeDb().backupSource.createMany({
      data: [{ ...key, createdAt: ctx.now, timeZone: zone }],
      skipDuplicates: true,
    });
  } else if (zone !== null && zone !== known.timeZone) {
    await inTransaction(ctx, async (tx) => {
      await tx.backupSource.update({ where, data: { timeZone: zone } });
      await appendAudit(tx, ctx, {
        action: 'backup.source-changed',
        target: { kind: 'backup-source', id: known.id },
        productId: key.productId,
        data: { before: { timeZone: known.timeZone }, after: { timeZone: zone } },
      });
    });
  }
  return unsafeDb().backupSource.findUniqueOrThrow({ where });
}

/** Deliveries of one source take turns. */
export async function holdSource(tx: Tx, id: string): Promise<StoredSource> {
  await tx.$queryRaw`SELECT FROM backup_source WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.backupSource.findUniqueOrThrow({ where: { id } });
}
