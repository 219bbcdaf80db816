import { nextEnd } from '@/lib/acceptances/data/due';
import { applyAcceptances, applyAllAcceptances } from '@/lib/acceptances/mutations/apply';
import { expireAcceptances, warnOfExpiry } from '@/lib/acceptances/mutations/expire';
import type { NounJobs } from '@/lib/jobs/types';

const EVERY_MS = 30_000;
const AGAIN_MS = 1_000;
const APPLY_EVERY_MS = 20_000;

/** What is due still is in another worker's hands: it is looked for again, but not at once. */
function nextRun(now: Date, due: Date | null): Date | null {
  return due === null || due > now ? due : new Date(now.getTime() + AGAIN_MS);
}

export const acceptanceJobs: NounJobs = {
  tasks: [
    {
      name: 'acceptances.end',
      everyMs: EVERY_MS,
      run: async (ctx) => {
        const ended = await expireAcceptances(ctx);
        // What another acceptance of the product is about too goes on under that one.
        for (const productId of new Set(ended.map((one) => one.productId))) await applyAcceptances(ctx, productId);
        await warnOfExpiry(ctx);
        return nextRun(ctx.now, await nextEnd());
      },
    },
    {
      name: 'acceptances.apply',
      everyMs: APPLY_EVERY_MS,
      run: async (ctx) => {
        await applyAllAcceptances(ctx);
      },
    },
  ],
};
