import 'server-only';
import { evaluateDue } from '@/lib/backups/mutations/report';
import { noticeSilence } from '@/lib/backups/mutations/silence';
import { tellWaiting } from '@/lib/backups/mutations/tell';
import type { NounJobs } from '@/lib/jobs/types';

const EVALUATE_MS = 15_000;
const SILENCE_MS = 60_000;
const TELL_MS = 60_000;

export const backupJobs: NounJobs = {
  tasks: [
    {
      name: 'backups.evaluate',
      everyMs: EVALUATE_MS,
      run: async (ctx) => {
        await evaluateDue(ctx);
      },
    },
    {
      name: 'backups.silence',
      everyMs: SILENCE_MS,
      run: async (ctx) => {
        await noticeSilence(ctx);
      },
    },
    { name: 'backups.tell', everyMs: TELL_MS, run: tellWaiting },
  ],
};
