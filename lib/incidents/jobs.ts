import { forgetAbsent } from '@/lib/incidents/mutations/presence';
import { tickClocks } from '@/lib/incidents/mutations/tick';
import type { NounJobs } from '@/lib/jobs/types';

/** Clocks live in the database; this looks at them. It comes sooner where one says so. */
const EVERY_MS = 2_000;
const PRESENCE_EVERY_MS = 15_000;

export const incidentJobs: NounJobs = {
  tasks: [
    { name: 'incidents.clocks', everyMs: EVERY_MS, run: tickClocks },
    { name: 'incidents.presence', everyMs: PRESENCE_EVERY_MS, run: forgetAbsent },
  ],
};
