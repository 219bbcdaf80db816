import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';

/** Services that count on the source, or were restored for a test: they are judged anew. @returns their ids */
export async function makeDue(tx: Tx, ctx: Ctx, sourceId: string, restored: readonly string[] = []): Promise<string[]> {
  const services = await tx.backupService.findMany({
    where: { OR: [{ plans: { some: { sourceId } } }, { id: { in: [...restored] } }] },
    select: { id: true },
  });
  const ids = services.map(({ id }) => id);
  await tx.backupService.updateMany({ where: { id: { in: ids } }, data: { dueAt: ctx.now } });
  return ids;
}
