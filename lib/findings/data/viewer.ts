import type { Ctx } from '@/lib/core/context';
import type { Viewer } from '@/lib/findings/data/where';

/** Who looks, as far as filters ask for it: "me", "my teams", and ages. */
export function viewerOf({ actor, now }: Pick<Ctx, 'actor' | 'now'>): Viewer {
  if (actor.kind !== 'person') return { personId: null, own: [], now };
  return { personId: actor.id, own: actor.grants.products, now };
}
