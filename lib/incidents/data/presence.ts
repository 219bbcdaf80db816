import { unsafeDb } from '@/lib/core/db';
import type { Present } from '@/lib/incidents/room/events';
import { ABSENT_MS } from '@/lib/incidents/room/schema';

/** Rows in one answer; an incident with more readers has another problem. */
const PRESENT_MAX = 100;

/** Who looks at an incident. No scope: the stream proves who reads it before and while it does (lib/incidents/room). */
export async function unsafePresent(incidentId: string, now: Date): Promise<readonly Present[]> {
  const rows = await unsafeDb().incidentPresence.findMany({
    where: { incidentId, seenAt: { gt: new Date(now.getTime() - ABSENT_MS) } },
    select: { tab: true, place: true, seenAt: true, person: { select: { id: true, name: true } } },
    orderBy: [{ person: { name: 'asc' } }, { tab: 'asc' }],
    take: PRESENT_MAX,
  });
  return rows.map(({ seenAt, ...row }) => ({ ...row, seenAt: seenAt.toISOString() }));
}
