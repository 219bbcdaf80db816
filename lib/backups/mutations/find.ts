import { productFilter, type Scope } from '@/lib/access/policy';
import type { Ctx, PersonActor } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/** People say what is promised: a machine answers for nothing. */
export function requirePerson({ actor }: Ctx): PersonActor {
  if (actor.kind !== 'person') throw new DomainError('forbidden');
  return actor;
}

type Seen = { readonly id: string; readonly version: number };

/**
 * The service as the person saw it, held until the transaction ends.
 * @throws DomainError `not_found` where it does not exist or lies outside the scope; `conflict` where somebody was faster
 */
export async function holdService(tx: Tx, scope: Scope, { id, version }: Seen) {
  const where = { id, productId: productFilter(scope) };
  // Who may not see it must not make others wait for it.
  if ((await tx.backupService.count({ where })) === 0) throw new DomainError('not_found');
  await tx.$queryRaw`SELECT FROM backup_service WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.backupService.findUnique({
    where: { id },
    select: { id: true, productId: true, name: true, note: true, version: true },
  });
  if (!row) throw new DomainError('not_found');
  if (row.version !== version) throw new DomainError('conflict');
  return row;
}

/** A service that the scope reaches. @throws DomainError `not_found` */
export async function requireService(tx: Tx, scope: Scope, id: string) {
  const row = await tx.backupService.findFirst({
    where: { id, productId: productFilter(scope) },
    select: { id: true, productId: true, name: true },
  });
  if (!row) throw new DomainError('not_found');
  return row;
}
