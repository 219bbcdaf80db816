import { requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { elevationSeen, requirePerson } from '@/lib/elevations/mutations/find';
import { tell } from '@/lib/elevations/mutations/tell';

/**
 * Ends an elevation that runs, or withdraws one that is not decided on: one's own, or as somebody who decides on them.
 * It counts for the next request already.
 * @throws DomainError forbidden, not_found, conflict where it is over
 */
export async function endElevation(ctx: Ctx, id: string): Promise<void> {
  const { id: enderId } = requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const running = await elevationSeen(tx, ctx, id);
    const own = running.requesterId === enderId;
    if (!own) requirePermission(ctx, 'elevation:approve');
    const waiting = { startsAt: null, decidedAt: null, lapsesAt: { gt: ctx.now } };
    const ended = await tx.elevation.updateMany({
      where: { id, endedAt: null, OR: own ? [{ endsAt: { gt: ctx.now } }, waiting] : [{ endsAt: { gt: ctx.now } }] },
      data: { endedAt: ctx.now, enderId },
    });
    if (ended.count === 0) throw new DomainError('conflict');
    await appendAudit(tx, ctx, {
      action: running.startsAt ? 'elevation.ended' : 'elevation.withdrawn',
      target: { kind: 'elevation', id },
      productId: running.productId ?? undefined,
    });
    if (!own) await tell(tx, ctx, 'elevation_ended', [running.requesterId], {});
  });
}
