import { expectedOf } from '@/lib/backups/data/known';
import { holdSource } from '@/lib/backups/mutations/source';
import { silenceOf, tellAll, withNews } from '@/lib/backups/mutations/tell';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { eachForItself } from '@/lib/core/each';

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
  await eachForItself(heard, 'noticing silence', async (source) => {
    const [expected, last] = [expectedOf(source, source.plans), source.lastReceivedAt];
    if (expected === null || !last || last.getTime() + expected * MINUTE_MS > ctx.now.getTime()) return;
    const noticed = await inTransaction(ctx, async (tx) => {
      const held = await holdSource(tx, source.id);
      if (held.silentSince !== null || held.lastReceivedAt?.getTime() !== last.getTime()) return false;
      const news = withNews(held.news, [silenceOf(source, last, ctx.now)]);
      await tx.backupSource.update({ where: { id: source.id }, data: { silentSince: ctx.now, news } });
      await tx.backupService.updateMany({
        where: { plans: { some: { sourceId: source.id } } },
        data: { dueAt: ctx.now },
      });
      return true;
    });
    if (!noticed) return;
    silent += 1;
    await tellAll(ctx, [source.id]);
  });
  return silent;
}
