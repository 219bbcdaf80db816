import { BACKUP_LIMITS } from '@/lib/backups/limits';
import { type Prisma, type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

export type SourceKey = { readonly productId: string; readonly shape: string; readonly name: string };

export type StoredSource = Prisma.BackupSourceGetPayload<object>;

/**
 * The source of a delivery, which is there from its first one on. A zone that the delivery names is kept for those that follow.
 * @throws DomainError `invalid` (field `sender`) where the product has too many of them
 */
export async function sourceOf(key: SourceKey, now: Date, zone: string | null): Promise<StoredSource> {
  const where = { productId_shape_name: key };
  const known = await unsafeDb().backupSource.findUnique({ where });
  if (!known) {
    if ((await unsafeDb().backupSource.count({ where: { productId: key.productId } })) >= BACKUP_LIMITS.sources)
      throw new DomainError('invalid', { field: 'sender', reason: 'too_many', max: BACKUP_LIMITS.sources });
    await unsafeDb().backupSource.createMany({
      data: [{ ...key, createdAt: now, timeZone: zone }],
      skipDuplicates: true,
    });
  } else if (zone !== null && zone !== known.timeZone) {
    await unsafeDb().backupSource.update({ where, data: { timeZone: zone } });
  }
  return unsafeDb().backupSource.findUniqueOrThrow({ where });
}

/** Deliveries of one source take turns. */
export async function holdSource(tx: Tx, id: string): Promise<StoredSource> {
  await tx.$queryRaw`SELECT FROM backup_source WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.backupSource.findUniqueOrThrow({ where: { id } });
}
