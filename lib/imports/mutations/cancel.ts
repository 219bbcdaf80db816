import 'server-only';
import { productFilter, requirePermission, type Scope } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { JUDGED_FORMATS } from '@/lib/imports/own-source';

async function stop(tx: Tx, scope: Scope, id: string, now: Date): Promise<string | undefined> {
  const productId = productFilter(scope);
  const OR = [{ format: null }, { format: { notIn: [...JUDGED_FORMATS] } }];
  const [waiting] = await tx.import.updateManyAndReturn({
    where: { id, productId, OR, state: { in: ['uploading', 'queued'] } },
    data: { state: 'cancelled', cancelAskedAt: now, finishedAt: now },
    select: { productId: true },
  });
  if (waiting) return waiting.productId;
  const [running] = await tx.import.updateManyAndReturn({
    where: { id, productId, OR, state: 'running', cancelAskedAt: null },
    data: { cancelAskedAt: now },
    select: { productId: true },
  });
  return running?.productId;
}

/**
 * Stops an import before it takes effect: at once while it waits, within a second while it runs.
 * @throws DomainError `forbidden`, `not_found`, `conflict` (it has ended, somebody has asked already, or Lagebild itself judged it)
 */
export async function cancelImport(ctx: Ctx, id: string): Promise<void> {
  const scope = requirePermission(ctx, 'finding:ingest');
  await inTransaction(ctx, async (tx) => {
    const productId = await stop(tx, scope, id, ctx.now);
    if (productId === undefined) {
      const known = await tx.import.findFirst({ where: { id, productId: productFilter(scope) }, select: { id: true } });
      throw new DomainError(known ? 'conflict' : 'not_found');
    }
    await appendAudit(tx, ctx, { action: 'import.cancelled', target: { kind: 'import', id }, productId });
  });
}
