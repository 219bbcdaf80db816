import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { followers, tell } from '@/lib/findings/mutations/tell';
import { PRODUCT_IMPORT, tellWatchers } from '@/lib/findings/mutations/tell-watchers';
import { Prisma } from '@/prisma/generated/client';

/** What an import did to findings that people follow, and the notice of it. */
const TOLD = { fixed: 'import_fixed', reopened: 'import_reopened' } as const;
const CHANGES = ['fixed', 'reopened'] as const;

/**
 * Tells followers of findings which an import closed or reopened, and whoever watches the product, once: a job that is repeated tells nobody again. To be
 * called when the import is done; of any other it tells nothing.
 */
export async function tellOfImport(ctx: Ctx, importId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const done = await tx.import.findFirst({
      where: { id: importId, state: 'done' },
      select: { finishedAt: true, product: { select: { name: true } } },
    });
    if (!done?.finishedAt) return;
    const told = await tx.notice.count({
      where: {
        at: { gte: done.finishedAt },
        kind: { in: [...Object.values(TOLD), PRODUCT_IMPORT] },
        params: { path: ['import'], equals: importId },
      },
      take: 1,
    });
    if (told > 0) return;
    for (const change of CHANGES) {
      const set = Prisma.sql`SELECT unnest(s.finding_ids) FROM import_set s
        WHERE s.import_id = ${importId}::uuid AND s.change = ${change}::text`;
      await tell(tx, ctx, {
        kind: TOLD[change],
        recipients: followers(set),
        params: { import: importId, product: done.product.name },
        many: `/findings?status=any&import=${importId}&change=${change}`,
      });
    }
    await tellWatchers(tx, ctx, importId);
  });
}
