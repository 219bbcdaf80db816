import 'server-only';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { enqueueImports } from '@/lib/imports/mutations/enqueue';
import { requireKept } from '@/lib/imports/mutations/kept';
import type { RetryInput } from '@/lib/imports/schema';
import { Prisma } from '@/prisma/generated/client';

/**
 * Reads a failed or cancelled import once more, as another format where one is given.
 * @throws DomainError `forbidden`, `not_found`, `conflict` (it is not over, or its report is no longer kept)
 */
export async function retryImport(ctx: Ctx, { id, format, target }: RetryInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const known = await requireKept(tx, ctx, id);
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
    if (count !== 1) throw new DomainError('conflict');
    await appendAudit(tx, ctx, {
      action: 'import.retried',
      target: { kind: 'import', id },
      productId: known.productId,
      data: { format: format ?? null },
    });
    await enqueueImports(tx, known.productId, [id]);
  });
}
