import { countToDecide } from '@/lib/acceptances/data/list';
import { type Scope, scopeOf } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { countFindings } from '@/lib/findings/data/facets';
import { viewerOf } from '@/lib/findings/data/viewer';
import type { Count } from '@/lib/findings/types';
import { type Narrowed, QUEUES, type Queue, queueFilter } from '@/lib/inbox/queues';

/** `approval`: risks that wait for the reader to accept them; null for whoever accepts none. */
export type QueueCounts = Readonly<Record<Queue, Count>> & { readonly approval: Count | null };

async function toDecide(scope: Scope, { actor, now }: Pick<Ctx, 'actor' | 'now'>): Promise<Count | null> {
  const decides = actor.kind === 'person' ? scopeOf({ actor }, 'risk:approve') : null;
  if (actor.kind !== 'person' || decides === null) return null;
  return { n: await countToDecide(scope, { personId: actor.id, decides, now }), exact: true };
}

/** How many wait in each queue. Counting stops at a bound, beyond which it says "at least". */
export async function queueCounts(
  scope: Scope,
  narrowed: Narrowed,
  ctx: Pick<Ctx, 'actor' | 'now'>,
): Promise<QueueCounts> {
  const viewer = viewerOf(ctx);
  const count = (queue: Queue) => countFindings(scope, queueFilter(queue, narrowed, ctx.now), viewer);
  const [approval, ...counts] = await Promise.all([
    toDecide(scope, ctx),
    ...QUEUES.map(async (queue) => [queue, await count(queue)] as const),
  ]);
  const none: Count = { n: 0, exact: true };
  const empty = { new: none, regressed: none, mine: none, team: none, due: none, woken: none, handover: none };
  return { ...empty, ...Object.fromEntries(counts), approval };
}
