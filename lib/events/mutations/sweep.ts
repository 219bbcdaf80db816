import type { Ctx } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { KEEP_DAYS } from '@/lib/events/classes';
import { forgetPartitions } from '@/lib/events/mutations/partitions';
import { EVENT_CLASSES } from '@/lib/events/types';

/** A sender's habit is learnt from its last weeks; hours before them say nothing. */
const HOURS_KEPT_DAYS = 35;

/** Drops weeks of events that are kept no longer, by class. */
export async function sweepEvents({ now }: Pick<Ctx, 'now'>): Promise<void> {
  for (const kind of EVENT_CLASSES) {
    const before = addDays(now, -KEEP_DAYS[kind]);
    await unsafeDb().$queryRaw`SELECT drop_event_partitions(${kind}::event_class, ${before})`;
  }
  forgetPartitions();
  await unsafeDb().eventSenderHour.deleteMany({ where: { hour: { lt: addDays(now, -HOURS_KEPT_DAYS) } } });
}
