import 'server-only';
import { handle, type NounJobs } from '@/lib/jobs/types';
import { forgetOldScans } from '@/lib/tls/mutations/forget';
import { scheduleScans, sweepScans } from '@/lib/tls/mutations/schedule';
import { tlsQueue } from '@/lib/tls/queue';
import { runScan } from '@/lib/tls/run';
import { scan } from '@/lib/tls/scan';

/** Scans at a time in one worker; how hard one address is asked is capped over all of them. */
const CONCURRENCY = 6;
const SCHEDULE_MS = 30_000;
const SWEEP_MS = 600_000;
const FORGET_MS = 24 * 3_600_000;

export const tlsJobs: NounJobs = {
  handlers: [
    handle(
      tlsQueue,
      async ({ scanId }, { ctx, signal, last }) => runScan(ctx, scanId, { scanner: scan, signal, last }),
      CONCURRENCY,
    ),
  ],
  tasks: [
    {
      name: 'tls.schedule',
      everyMs: SCHEDULE_MS,
      run: async (ctx) => {
        await scheduleScans(ctx);
      },
    },
    { name: 'tls.sweep', everyMs: SWEEP_MS, run: sweepScans },
    { name: 'tls.forget', everyMs: FORGET_MS, run: forgetOldScans },
  ],
};
