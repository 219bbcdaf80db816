import 'server-only';
import { loadRules } from '@/lib/detection/load';
import { lookAtEvents } from '@/lib/detection/mutations/look';
import { watchSilence } from '@/lib/detection/mutations/silence';
import { sweepHits } from '@/lib/detection/mutations/sweep';
import type { NounJobs } from '@/lib/jobs/types';

/** How long an event waits at most before rules see it, while there is nothing else to look at. */
const LOOK_MS = 500;
const SILENCE_MS = 60_000;
const SWEEP_MS = 3_600_000;

export const detectionJobs: NounJobs = {
  tasks: [
    {
      name: 'detection.look',
      everyMs: LOOK_MS,
      run: async (ctx) => ((await lookAtEvents(loadRules(), ctx.now)) > 0 ? ctx.now : null),
    },
    { name: 'detection.sweep', everyMs: SWEEP_MS, run: sweepHits },
    { name: 'detection.silence', everyMs: SILENCE_MS, run: watchSilence },
  ],
};
