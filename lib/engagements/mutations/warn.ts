import type { Ctx } from '@/lib/core/context';
import { addDays, utcDay } from '@/lib/core/datetime';
import { inTransaction } from '@/lib/core/db';
import { notify } from '@/lib/notices/mutations';

/** How long before a retest its owner is told. */
export const RETEST_NOTICE_DAYS = 14;
const NOON_MS = 12 * 3_600_000;

/**
 * Tells owners, once for each day that was planned, that a retest is due within two weeks. Safe to repeat and to run in
 * several workers.
 * @returns how many tests
 */
export async function warnOfRetests(ctx: Ctx): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const soon = await tx.engagement.updateManyAndReturn({
      where: {
        state: 'retest_due',
        retestToldAt: null,
        retestDueOn: { lte: addDays(utcDay(ctx.now), RETEST_NOTICE_DAYS) },
      },
      data: { retestToldAt: ctx.now },
      select: { number: true, title: true, productId: true, ownerId: true, retestDueOn: true },
    });
    await notify(
      tx,
      ctx,
      soon.map(({ number, title, productId, ownerId, retestDueOn }) => ({
        personId: ownerId,
        kind: 'retest_due',
        // Noon, so that it is the same day nearly everywhere.
        params: { number, title, dueAt: new Date((retestDueOn ?? ctx.now).getTime() + NOON_MS).toISOString() },
        href: `/engagements/${number}`,
        productId,
      })),
    );
    return soon.length;
  });
}
