import { inScope, requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/**
 * Watches a finding, or no longer: whoever watches hears of comments and decisions of others. A wish of one's own, open
 * to all who may read it; it changes nothing of the finding.
 * @throws DomainError forbidden, not_found
 */
export async function watch(ctx: Ctx, input: { readonly findingId: number; readonly on: boolean }): Promise<void> {
  const scope = requirePermission(ctx, 'finding:read');
  const { actor, now } = ctx;
  if (actor.kind !== 'person') throw new DomainError('forbidden', { permission: 'finding:read' });
  const { findingId, on } = input;
  await inTransaction(ctx, async (tx) => {
    const finding = await tx.finding.findUnique({ where: { id: findingId }, select: { productId: true } });
    if (!finding || !inScope(scope, finding.productId)) throw new DomainError('not_found');
    if (!on) return void (await tx.findingWatch.deleteMany({ where: { findingId, personId: actor.id } }));
    const data = { findingId, personId: actor.id, createdAt: now };
    await tx.findingWatch.createMany({ data, skipDuplicates: true });
  });
}
