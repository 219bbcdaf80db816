import 'server-only';
import { judgedBySender } from '@/lib/detection/judged';
import { type Judge, lookAtEvents } from '@/lib/detection/mutations/look';
import { watchSilence } from '@/lib/detection/mutations/silence';
import type { NounJobs } from '@/lib/jobs/types';

/** How long an event waits at most before rules see it, while there is nothing else to look at. */
const LOOK_MS = 500;
const SILENCE_MS = 60_000;

const judge: Judge = ({ event, shape }) => {
  const verdict = judgedBySender(event, shape);
  return verdict ? [verdict] : [];
};

export const detectionJobs: NounJobs = {
  tasks: [
    {
      name: 'detection.look',
      everyMs: LOOK_MS,
      run: async (ctx) => {
        while ((await lookAtEvents(judge, ctx.now)) > 0);
      },
    },
    { name: 'detection.silence', everyMs: SILENCE_MS, run: watchSilence },
  ],
};
