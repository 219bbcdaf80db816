import type { ASSET_VERBS } from '@/lib/assets/inventory-types';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';

/** What was before and what is now, by field. */
export type Named = Readonly<Record<string, readonly [string | null, string | null]>>;

type Step = { readonly assetId: string; readonly verb: (typeof ASSET_VERBS)[number]; readonly data: Named };

/** Keeps in an asset's history what a person did with it; of a change what has changed. */
export async function nameStep(tx: Tx, { actor, now }: Ctx, { assetId, verb, data }: Step): Promise<void> {
  const changed = Object.entries(data).filter(([, [before, after]]) => verb !== 'changed' || before !== after);
  await tx.assetStep.create({
    data: {
      assetId,
      at: now,
      verb,
      actorId: actor.kind === 'person' ? actor.id : null,
      actorName: actor.name,
      data: Object.fromEntries(changed.map(([field, [before, after]]) => [field, [before, after]])),
    },
  });
}
