import { inScope, requirePermission } from '@/lib/access/policy';
import type { WatchProductInput } from '@/lib/assets/schema';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/**
 * Watches a product, or no longer: whoever watches hears of what reports bring that matters and of what becomes overdue. A
 * wish of one's own, open to all who may read its findings.
 * @throws DomainError forbidden, not_found
 */
export async function watchProduct(ctx: Ctx, { productId, on }: WatchProductInput): Promise<void> {
  const scope = requirePermission(ctx, 'finding:read');
  const { actor, now } = ctx;
  if (actor.kind !== 'person') throw new DomainError('forbidden', { permission: 'finding:read' });
  await inTransaction(ctx, async (tx) => {
    const known = inScope(scope, productId) && (await tx.product.count({ where: { id: productId } })) > 0;
    if (!known) throw new DomainError('not_found');
    if (!on) return void (await tx.productWatch.deleteMany({ where: { productId, personId: actor.id } }));
    const data = { productId, personId: actor.id, createdAt: now };
    await tx.productWatch.createMany({ data, skipDuplicates: true });
  });
}
