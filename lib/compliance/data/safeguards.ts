import { exceptionsAt } from '@/lib/compliance/data/exceptions';
import type { BackingView } from '@/lib/compliance/view-types';
import { CATALOGUE } from '@/lib/safeguards/catalogue';
import { readDecided } from '@/lib/safeguards/data/decided';
import { statesAt } from '@/lib/safeguards/data/stored';

export type KnownSafeguard = Omit<BackingView, 'coverage'>;

/**
 * Every promise of the programme as it was known of the whole organisation at a moment. What was never judged is unknown.
 * It names no product: whoever may read compliance may read it.
 */
export async function safeguardsAt(at: Date): Promise<ReadonlyMap<string, KnownSafeguard>> {
  const [states, decided, exceptions] = await Promise.all([statesAt('whole', at), readDecided(at), exceptionsAt(at)]);
  const stateOf = new Map(states.map((one) => [one.safeguard, one]));
  return new Map(
    CATALOGUE.map(({ id, promise, proof }) => {
      const known = stateOf.get(id);
      const { state = 'unknown', good = 0, total = 0, since = null, freshAt = null } = known ?? {};
      return [
        id,
        {
          ...{ safeguard: id, promise, state, good, total },
          automatic: proof.kind === 'automatic',
          since: since?.toISOString() ?? null,
          freshAt: freshAt?.toISOString() ?? null,
          owner: decided.get(id)?.ownerName ?? null,
          exceptions: exceptions.filter(({ safeguard }) => safeguard === id),
        },
      ];
    }),
  );
}
