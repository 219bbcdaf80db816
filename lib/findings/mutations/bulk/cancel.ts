import 'server-only';
import { requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/**
 * Asks a job of one's own to stop after the slice under way: what it did stays done, and can be undone.
 * @throws DomainError forbidden, not_found (nobody's, or somebody else's), conflict (it has ended, or was asked already)
 */
export async function cancelBulk(ctx: Ctx, { jobId }: { readonly jobId: string }): Promise<void> {
  requirePermission(ctx, 'finding:triage');
  const own = { id: jobId, personId: ctx.actor.id ?? '' };
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.bulkJob.updateMany({
      where: { ...own, state: { in: ['queued', 'running'] }, cancelAskedAt: null },
      data: { cancelAskedAt: ctx.now },
    });
    if (count === 0) throw new DomainError((await tx.bulkJob.count({ where: own })) > 0 ? 'conflict' : 'not_found');
    await appendAudit(tx, ctx, { action: 'finding.bulk-cancelled', target: { kind: 'finding-batch', id: jobId } });
  });
}
