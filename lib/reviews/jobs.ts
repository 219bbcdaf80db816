import type { NounJobs } from '@/lib/jobs/types';
import { remindActions, startReviews } from '@/lib/reviews/mutations/follow';

export const reviewJobs: NounJobs = {
  tasks: [
    { name: 'reviews.clocks', everyMs: 10_000, run: startReviews },
    { name: 'reviews.actions', everyMs: 600_000, run: remindActions },
  ],
};
