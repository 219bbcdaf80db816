import { sealAll, sealAudit } from '@/lib/audit/seal';
import type { NounJobs } from '@/lib/jobs/types';

/** Every worker tries; an advisory lock lets one seal at a time. */
export const auditJobs: NounJobs = {
  tasks: [
    {
      name: 'audit.seal',
      everyMs: 1_000,
      run: async (ctx) => {
        await sealAudit(ctx.now);
      },
    },
    {
      name: 'audit.sweep',
      everyMs: 300_000,
      run: async (ctx) => {
        await sealAll(ctx.now);
      },
    },
  ],
};
