import { decideAlerts } from '@/lib/incident-rules/mutations/decide';
import type { NounJobs } from '@/lib/jobs/types';

/** An incident is declared within so long of its alert. */
const EVERY_MS = 2_000;

export const incidentRuleJobs: NounJobs = {
  tasks: [{ name: 'incident-rules.decide', everyMs: EVERY_MS, run: decideAlerts }],
};
