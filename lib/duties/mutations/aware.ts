import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { settleDuties } from '@/lib/duties/mutations/settle';
import { correctHeld } from '@/lib/incidents/mutations/correct';
import { holdIncident, requirePerson, requireSeen } from '@/lib/incidents/mutations/find';
import type { CorrectTime } from '@/lib/incidents/schema';

/**
 * Says when the organisation became aware in the sense of the law, or corrects it, for a reason: the clocks of its duties move
 * at once, the old ones stay as they stood.
 * @throws DomainError as `correctTime` does
 */
export async function sayAware(ctx: Ctx, { id, version, at, reason }: Omit<CorrectTime, 'time'>): Promise<void> {
  const scope = requirePermission(ctx, 'duty:decide');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = requireSeen(await holdIncident(tx, scope, id), version);
    await correctHeld(tx, ctx, row, { time: 'aware', at, reason });
    await settleDuties(tx, ctx, row);
  });
}
