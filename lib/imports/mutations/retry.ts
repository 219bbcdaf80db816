import 'server-only';
import { productFilter, requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { enqueueImports } from '@/lib/imports/mutations/enqueue';
import type { RetryInput } from '@/lib/imports/schema';
import { Prisma } from '@/prisma/generated/client';

/**
 * Reads a failed or cancelled import once more, as another format where one is given.
 * @throws DomainError `forbidden`, `not_found`, `conflict` (it is not over, or its report is no longer kept)
 */
export async function retryImport(ctx: Ctx, { id, format, target }: RetryInput): Promise<void> {
  const scope = requirePermission(ctx, 'finding:ingest');
  await inTransaction(ctx, async (tx) => {
    const known = await tx.import.findFirst({
      where: { id, productId: productFilter(scope) },
      select: { productId: true, archiveId: true },
    });
    if (!known) throw new DomainError('not_found');
    const kept = await tx.importChunk.findFirst({
      where: { importId: known.archiveId ?? id },
      select: { seq: true },
    });
    const { count } = await tx.import.updateMany({
      where: { id, state: { in: ['failed', 'cancelled'] }, sha256: known.archiveId ? undefined : { not: null } },
      data: {
        state: 'queued',
        error: Prisma.DbNull,
        cancelAskedAt: null,
        startedAt: null,
        finishedAt: null,
        format: format ?? null,
        formatForced: format !== undefined,
        target: target ?? undefined,
      },
    });
    if (!kept || count !== 1) throw new DomainError('conflict');
    await appendAudit(tx, ctx, {
      action: 'import.retried',
      target: { kind: 'import', id },
      productId: known.productId,
      data: { format: format ?? null },
    });
    await enqueueImports(tx, known.productId, [id]);
  });
}
