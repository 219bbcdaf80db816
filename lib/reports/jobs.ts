import type { NounJobs } from '@/lib/jobs/types';
import { runDue } from '@/lib/reports/schedules/run-due';
import { sendReports } from '@/lib/reports/schedules/send';

export const reportJobs: NounJobs = {
  tasks: [
    { name: 'reports.due', everyMs: 30_000, run: runDue },
    { name: 'reports.send', everyMs: 10_000, run: (ctx) => sendReports(ctx) },
  ],
};
