import { expectedOf } from '@/lib/backups/data/known';
import { tellSilence } from '@/lib/backups/mutations/tell';
import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';

const MINUTE_MS = 60_000;

/**
 * Notices sources that have sent nothing for longer than they are expected to, once each: an event, and a mark that every
 * service of theirs shows.
 * @returns how many are newly silent
 */
export async function noticeSilence(ctx: Ctx): Promise<number> {
  const heard = await unsafeDb().backupSource.findMany({
    where: { silentSince: null, lastReceivedAt: { not: null } },
    include: { plans: { select: { everyMinutes: true } } },
  });
  let silent = 0;
  for (const source of heard) {
    const [expected, last] = [expectedOf(source, source.plans), source.lastReceivedAt];
    if (expected === null || !last || last.getTime() + expected * MINUTE_MS > ctx.now.getTime()) continue;
    const { count } = await unsafeDb().backupSource.updateMany({
      where: { id: source.id, silentSince: null, lastReceivedAt: last },
      data: { silentSince: ctx.now },
    });
    if (count !== 1) continue;
    silent += 1;
    await tellSilence(ctx, source, last);
    await unsafeDb().backupService.updateMany({
      where: { plans: { some: { sourceId: source.id } } },
      data: { dueAt: ctx.now },
    });
  }
  return silent;
}
