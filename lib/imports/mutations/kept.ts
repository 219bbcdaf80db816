import { productFilter, requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

export type KeptImport = { readonly productId: string; readonly archiveId: string | null };

/**
 * An import that the actor may work again, because its report is still kept.
 * @throws DomainError `forbidden`, `not_found`, `conflict` (the report is no longer kept)
 */
export async function requireKept(tx: Tx, ctx: Ctx, id: string): Promise<KeptImport> {
  const scope = requirePermission(ctx, 'finding:ingest');
  const known = await tx.import.findFirst({
    where: { id, productId: productFilter(scope) },
    select: { productId: true, archiveId: true },
  });
  if (!known) throw new DomainError('not_found');
  const kept = await tx.importChunk.findFirst({
    where: { importId: known.archiveId ?? id },
    select: { seq: true },
  });
  if (!kept) throw new DomainError('conflict');
  return known;
}
