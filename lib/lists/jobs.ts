import 'server-only';
import type { NounJobs } from '@/lib/jobs/types';
import { evaluateDrift } from '@/lib/lists/mutations/evaluate';

const EVALUATE_MS = 15_000;

export const listJobs: NounJobs = {
  tasks: [
    {
      name: 'lists.drift',
      everyMs: EVALUATE_MS,
      run: async (ctx) => {
        await evaluateDrift(ctx);
      },
    },
  ],
};
