import { holdersOf } from '@/lib/access/data/holders';
import type { Ctx, Grants } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { covers } from '@/lib/elevations/mutations/find';
import { notify } from '@/lib/notices/mutations';
import type { NoticeKind, NoticeParams } from '@/lib/notices/types';

/** Those who may decide on an elevation that counts in `place`. */
export async function decidersOf(tx: Tx, place: Grants): Promise<readonly string[]> {
  const holders = await holdersOf('elevation:approve', undefined, tx);
  return holders.filter(({ reach }) => covers(reach, place)).map(({ id }) => id);
}

/** Tells people of an elevation, never whoever did it. */
export async function tell(
  tx: Tx,
  ctx: Ctx,
  kind: NoticeKind,
  people: readonly string[],
  params: NoticeParams,
): Promise<void> {
  const others = people.filter((id) => id !== ctx.actor.id);
  await notify(
    tx,
    ctx,
    others.map((personId) => ({
      personId,
      kind,
      params: { actor: ctx.actor.name, ...params },
      href: '/settings/elevations',
    })),
  );
}
