import 'server-only';
import { unsafeDb } from '@/lib/core/db';

/** When any worker was last alive. No scope: it is about the process, not about anybody's data. */
export async function lastHeartbeat(): Promise<Date | null> {
  const newest = await unsafeDb().workerHeartbeat.aggregate({ _max: { seenAt: true } });
  return newest._max.seenAt;
}
