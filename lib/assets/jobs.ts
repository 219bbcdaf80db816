import 'server-only';
import { foldAssets } from '@/lib/assets/mutations/fold';
import type { NounJobs } from '@/lib/jobs/types';

const FOLD_MS = 10_000;

export const assetJobs: NounJobs = {
  tasks: [
    {
      name: 'assets.fold',
      everyMs: FOLD_MS,
      run: async (ctx) => {
        await foldAssets(ctx);
      },
    },
  ],
};
