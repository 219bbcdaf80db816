import type { Ctx } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';

/** Longer than any rule looks back, and than a sender is late. */
const KEEP_DAYS = 8;

/** Deletes hits and firings that nothing counts any more. */
export async function sweepHits({ now }: Pick<Ctx, 'now'>): Promise<void> {
  const createdAt = { lt: addDays(now, -KEEP_DAYS) };
  await unsafeDb().detectionHit.deleteMany({ where: { createdAt } });
  await unsafeDb().detectionFiring.deleteMany({ where: { createdAt } });
}
