import { expirePackages, makePackages } from '@/lib/compliance/mutations/make-packages';
import { remindOwners } from '@/lib/compliance/mutations/remind';
import type { NounJobs } from '@/lib/jobs/types';

const PACKAGES_EVERY_MS = 5_000;
const REMIND_EVERY_MS = 600_000;

export const complianceJobs: NounJobs = {
  tasks: [
    {
      name: 'compliance.packages',
      everyMs: PACKAGES_EVERY_MS,
      run: async (ctx) => {
        await makePackages(ctx);
      },
    },
    {
      name: 'compliance.days',
      everyMs: REMIND_EVERY_MS,
      run: async (ctx) => {
        await expirePackages(ctx);
        await remindOwners(ctx);
      },
    },
  ],
};
