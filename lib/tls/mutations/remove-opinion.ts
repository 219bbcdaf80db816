import { productFilter, requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { requirePerson } from '@/lib/tls/mutations/find';
import type { RemoveOpinion } from '@/lib/tls/schema';

/**
 * Takes away what another tool said of an endpoint; what it said, whose report it was and why it went stay in the trail.
 * @throws DomainError forbidden, not_found, also where somebody was faster
 */
export async function removeOpinion(ctx: Ctx, { endpointId, id, note }: RemoveOpinion): Promise<void> {
  const scope = requirePermission(ctx, 'tls:write');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const where = { id, endpointId, endpoint: { productId: productFilter(scope) } };
    const opinion = await tx.tlsOpinion.findFirst({ where, include: { endpoint: { select: { productId: true } } } });
    const { count } = await tx.tlsOpinion.deleteMany({ where });
    if (!opinion || count !== 1) throw new DomainError('not_found');
    const { tool, grade, fileName, uploaderName, uploadedAt, endpoint } = opinion;
    await appendAudit(tx, ctx, {
      action: 'tls.opinion-removed',
      target: { kind: 'tls-endpoint', id: endpointId },
      productId: endpoint.productId,
      data: { tool, grade, fileName, uploaderName, uploadedAt: uploadedAt.toISOString(), note },
    });
  });
}
