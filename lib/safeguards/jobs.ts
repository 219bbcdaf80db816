import type { NounJobs } from '@/lib/jobs/types';
import { evaluateWhenDue } from '@/lib/safeguards/mutations/evaluate';

export const safeguardJobs: NounJobs = {
  tasks: [{ name: 'evaluate-safeguards', everyMs: 15_000, run: evaluateWhenDue }],
};
