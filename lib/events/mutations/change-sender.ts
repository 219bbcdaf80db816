import { productFilter, requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import type { ChangeSender } from '@/lib/events/schema';

/**
 * Says how often a sender is expected to send, and which zone its clock shows. Of what it sends from now on; whether it is
 * silent is judged anew.
 * @throws DomainError forbidden, not_found, conflict where somebody else has changed it since it was shown
 */
export async function changeSender(ctx: Ctx, { id, before, after }: ChangeSender): Promise<void> {
  const scope = requirePermission(ctx, 'event-sender:write');
  await inTransaction(ctx, async (tx) => {
    const where = { id, productId: productFilter(scope) };
    const known = await tx.eventSender.findFirst({ where, select: { productId: true, shape: true, name: true } });
    if (!known) throw new DomainError('not_found');
    const { count } = await tx.eventSender.updateMany({
      where: { ...where, ...before },
      data: { ...after, silentSince: null },
    });
    if (count === 0) throw new DomainError('conflict');
    const { productId, shape, name } = known;
    await appendAudit(tx, ctx, {
      action: 'event-sender.changed',
      target: { kind: 'event-sender', id },
      productId,
      data: { shape, name, before, after },
    });
  });
}
