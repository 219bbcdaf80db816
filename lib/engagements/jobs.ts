import { warnOfRetests } from '@/lib/engagements/mutations/warn';
import type { NounJobs } from '@/lib/jobs/types';

const EVERY_MS = 600_000;

export const engagementJobs: NounJobs = {
  tasks: [
    {
      name: 'engagements.retests',
      everyMs: EVERY_MS,
      run: async (ctx) => {
        await warnOfRetests(ctx);
      },
    },
  ],
};
