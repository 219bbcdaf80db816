import { deliver } from '@/lib/escalation/mutations/deliver';
import { tickEscalations } from '@/lib/escalation/mutations/tick';
import type { NounJobs } from '@/lib/jobs/types';

/** Runs live in the database; this looks at them. It comes sooner where a step is due. */
const EVERY_MS = 2_000;

export const escalationJobs: NounJobs = {
  tasks: [
    { name: 'escalation.steps', everyMs: EVERY_MS, run: tickEscalations },
    { name: 'escalation.deliveries', everyMs: EVERY_MS, run: (ctx) => deliver(ctx) },
  ],
};
