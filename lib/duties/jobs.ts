import { followIncidents } from '@/lib/duties/mutations/settle';
import type { NounJobs } from '@/lib/jobs/types';

/** Whatever happens to an incident may move a duty's clock: so long at most until it does. */
const EVERY_MS = 3_000;

export const dutyJobs: NounJobs = {
  tasks: [{ name: 'duties.follow', everyMs: EVERY_MS, run: followIncidents }],
};
