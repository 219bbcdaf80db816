import 'server-only';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { enqueueImports } from '@/lib/imports/mutations/enqueue';
import { requireKept } from '@/lib/imports/mutations/kept';
import { Prisma } from '@/prisma/generated/client';

/**
 * Imports a report that was only previewed: it is compared anew, with what is known by then.
 * @throws DomainError `forbidden`, `not_found`, `conflict` (it is no preview any more, or its report is no longer kept)
 */
export async function applyPreviewed(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const known = await requireKept(tx, ctx, id);
    const { count } = await tx.import.updateMany({
      where: { id, state: 'previewed' },
      data: {
        state: 'queued',
        preview: false,
        outlook: Prisma.DbNull,
        warnings: [],
        startedAt: null,
        finishedAt: null,
        newCount: 0,
        updatedCount: 0,
        fixedCount: 0,
        reopenedCount: 0,
        unchangedCount: 0,
      },
    });
    if (count !== 1) throw new DomainError('conflict');
    await appendAudit(tx, ctx, {
      action: 'import.preview_applied',
      target: { kind: 'import', id },
      productId: known.productId,
      data: {},
    });
    await enqueueImports(tx, known.productId, [id]);
  });
}
