import { foldEvents } from '@/lib/assets/mutations/fold-events';
import { foldSources } from '@/lib/assets/mutations/fold-sources';
import { foldBackups, foldEndpoints } from '@/lib/assets/mutations/fold-watched';
import type { Ctx } from '@/lib/core/context';

/** Times in one run: whatever is left has its turn in the next one. */
const ROUNDS = 20;

/**
 * Makes assets of everything that was told since the last time, and of what was there before there were assets. Safe to
 * repeat, to kill, and to run twice at once; depends on what was told, not on its order.
 * @returns how many sources, endpoints, services and deliveries were folded
 */
export async function foldAssets(_ctx: Ctx): Promise<number> {
  let folded = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const done = (await foldSources()) + (await foldEndpoints()) + (await foldBackups()) + (await foldEvents());
    folded += done;
    if (done === 0) break;
  }
  return folded;
}
