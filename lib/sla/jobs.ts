import type { Ctx } from '@/lib/core/context';
import type { NounJobs } from '@/lib/jobs/types';
import { followSweeps, followTouched } from '@/lib/sla/mutations/follow';
import { followClaims, followRequests } from '@/lib/sla/mutations/pauses';
import { raiseDue } from '@/lib/sla/mutations/raise';
import { takeEffect } from '@/lib/sla/mutations/take-effect';

/** Batches a run of a task: then others have their turn. */
const BATCHES = 20;

async function inBatches(step: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < BATCHES; n++) if (!(await step())) return;
}

/** Stops and starts clocks as time and requests want it, and has new policies take effect on their day. */
export async function keepClocks({ now }: Ctx): Promise<void> {
  await takeEffect(now);
  await followRequests(now);
  await followClaims(now);
}

/** Computes due dates that may have moved: what people did first, then whole products. */
export async function followDue({ now }: Ctx): Promise<void> {
  await inBatches(() => followTouched(now));
  await inBatches(() => followSweeps(now));
}

export async function raiseAll(ctx: Ctx): Promise<void> {
  await inBatches(() => raiseDue(ctx));
}

export const slaJobs: NounJobs = {
  tasks: [
    { name: 'keep-sla-clocks', everyMs: 15_000, run: keepClocks },
    { name: 'follow-due-dates', everyMs: 1_000, run: followDue },
    { name: 'raise-due-dates', everyMs: 60_000, run: raiseAll },
  ],
};
