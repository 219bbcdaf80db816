import type { NounJobs } from '@/lib/jobs/types';
import { evaluateWhenDue } from '@/lib/safeguards/mutations/evaluate';
import { remindOfExceptions } from '@/lib/safeguards/mutations/tell-exceptions';

export const safeguardJobs: NounJobs = {
  tasks: [
    { name: 'evaluate-safeguards', everyMs: 15_000, run: evaluateWhenDue },
    { name: 'remind-of-exceptions', everyMs: 15 * 60_000, run: remindOfExceptions },
  ],
};
