import type { NounJobs } from '@/lib/jobs/types';
import { remindActions, remindMeetings, startReviews } from '@/lib/reviews/mutations/follow';

export const reviewJobs: NounJobs = {
  tasks: [
    { name: 'reviews.clocks', everyMs: 10_000, run: startReviews },
    { name: 'reviews.meetings', everyMs: 60_000, run: remindMeetings },
    { name: 'reviews.actions', everyMs: 600_000, run: remindActions },
  ],
};
