import type { Ctx } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { keepDays } from '@/lib/events/keep-days';
import { forgetPartitions } from '@/lib/events/mutations/partitions';
import { EVENT_CLASSES } from '@/lib/events/types';

/** A sender's habit is learnt from its last weeks; hours before them say nothing. */
const HOURS_KEPT_DAYS = 35;

/** Drops weeks of events that are kept no longer, by class. */
export async function sweepEvents({ now }: Pick<Ctx, 'now'>): Promise<void> {
  const days = await keepDays();
  for (const kind of EVENT_CLASSES) {
    const before = addDays(now, -days[kind]);
    await unsafeDb().$queryRaw`SELECT drop_event_partitions(${kind}::event_class, ${before})`;
  }
  forgetPartitions();
  await unsafeDb().eventSenderHour.deleteMany({ where: { hour: { lt: addDays(now, -HOURS_KEPT_DAYS) } } });
}
