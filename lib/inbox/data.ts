import type { Scope } from '@/lib/access/policy';
import { countFindings } from '@/lib/findings/data/facets';
import type { Viewer } from '@/lib/findings/data/where';
import type { Count } from '@/lib/findings/types';
import { type Narrowed, QUEUES, type Queue, queueFilter } from '@/lib/inbox/queues';

export type QueueCounts = Readonly<Record<Queue, Count>>;

/** How many wait in each queue. Counting stops at a bound, beyond which it says "at least". */
export async function queueCounts(scope: Scope, narrowed: Narrowed, viewer: Viewer): Promise<QueueCounts> {
  const count = (queue: Queue) => countFindings(scope, queueFilter(queue, narrowed, viewer.now), viewer);
  const counts = await Promise.all(QUEUES.map(async (queue) => [queue, await count(queue)] as const));
  const none: Count = { n: 0, exact: true };
  return { new: none, regressed: none, mine: none, team: none, due: none, woken: none, ...Object.fromEntries(counts) };
}
