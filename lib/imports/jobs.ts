import 'server-only';
import { applyAcceptances } from '@/lib/acceptances/mutations/apply';
import type { Ctx } from '@/lib/core/context';
import { tellOfImport } from '@/lib/findings/mutations/tell-import';
import { appliedTo } from '@/lib/imports/data/rows';
import { enqueueAgain } from '@/lib/imports/mutations/enqueue';
import { tellNewPorts } from '@/lib/imports/mutations/new-ports';
import { sweepImports } from '@/lib/imports/mutations/sweep';
import { aloneInProduct } from '@/lib/imports/product-lock';
import { importQueue } from '@/lib/imports/queue';
import { type RunOptions, runImport } from '@/lib/imports/run';
import { handle, type NounJobs } from '@/lib/jobs/types';

const CONCURRENCY = 2;
const SWEEP_MS = 600_000;

/**
 * Works imports, one of each product at a time: a second one would only wait for the first one's merge, in a place where
 * another product's could be worked.
 */
export function importHandler(options: Pick<RunOptions, 'parsers'> = {}, concurrency = CONCURRENCY) {
  return handle(
    importQueue,
    async ({ importId }, { ctx, signal, last, number }) => {
      const worked = await aloneInProduct(importId, async () => {
        await runImport(ctx, importId, { ...options, signal, last });
        const now = new Date();
        await tellOfImport({ ...ctx, now }, importId);
        await tellNewPorts({ ...ctx, now }, importId);
        await acceptWhatCame({ ...ctx, now }, importId);
      });
      // Two workers that ask in the same moment may both get an import of the product: the queue looks, but does not lock.
      if (!worked) await enqueueAgain(importId, Math.max(0, importQueue.retries - number), ctx.now);
    },
    concurrency,
    1,
  );
}

/** What came or came back within the terms of a valid acceptance is accepted, what got worse than them is open again. */
async function acceptWhatCame(ctx: Ctx, importId: string): Promise<void> {
  const productId = await appliedTo(importId);
  if (productId !== null) await applyAcceptances(ctx, productId);
}

export const importJobs: NounJobs = {
  handlers: [importHandler()],
  tasks: [{ name: 'imports', everyMs: SWEEP_MS, run: sweepImports }],
};
