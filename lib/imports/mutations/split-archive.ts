import 'server-only';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { Superseded } from '@/lib/imports/apply/superseded';
import type { ClaimedImport } from '@/lib/imports/mutations/attempt';
import { enqueueImports } from '@/lib/imports/mutations/enqueue';

/** An archive of several reports is done once each of them is an import of its own, in the queue. */
export async function splitArchive(ctx: Ctx, claimed: ClaimedImport, entries: readonly string[]): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.import.updateMany({
      where: { id: claimed.id, attempts: claimed.attempts, state: 'running', cancelAskedAt: null },
      data: {
        state: 'done',
        finishedAt: ctx.now,
        warnings: [{ code: 'archive_split', count: entries.length, example: entries[0] ?? '' }],
      },
    });
    if (count !== 1) throw new Superseded();
    const rows = await tx.import.createManyAndReturn({
      data: entries.map((entry) => ({
        productId: claimed.productId,
        fileName: claimed.fileName,
        archiveId: claimed.id,
        entry,
        state: 'queued' as const,
        format: claimed.formatForced ? claimed.format : null,
        formatForced: claimed.formatForced,
        target: claimed.target,
        branch: claimed.branch,
        image: claimed.image,
        environment: claimed.environment,
        service: claimed.service,
        complete: claimed.complete,
        preview: claimed.preview,
        scanAt: claimed.scanAt,
        createdAt: ctx.now,
        createdById: claimed.createdById,
        tokenId: claimed.tokenId,
        createdByName: claimed.createdByName,
      })),
      select: { id: true },
    });
    await appendAudit(tx, ctx, {
      action: 'import.split',
      target: { kind: 'import', id: claimed.id },
      productId: claimed.productId,
      data: { imports: rows.map((row) => row.id) },
    });
    await enqueueImports(
      tx,
      claimed.productId,
      rows.map(({ id }) => id),
    );
  });
}
