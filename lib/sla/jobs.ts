import type { Ctx } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import type { NounJobs } from '@/lib/jobs/types';
import { followSweeps, followTouched } from '@/lib/sla/mutations/follow';
import { followClaims, followRequests } from '@/lib/sla/mutations/pauses';
import { LATELY_DAYS, raiseDue } from '@/lib/sla/mutations/raise';
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

/** Says what became due lately. */
export async function raiseNew(ctx: Ctx): Promise<void> {
  await inBatches(() => raiseDue(ctx, addDays(ctx.now, -LATELY_DAYS)));
}

/** Says what was overdue already when it got its due date: reports and policies that came late. */
export async function raiseAll(ctx: Ctx): Promise<void> {
  await inBatches(() => raiseDue(ctx, new Date(0)));
}

export const slaJobs: NounJobs = {
  tasks: [
    { name: 'keep-sla-clocks', everyMs: 15_000, run: keepClocks },
    { name: 'follow-due-dates', everyMs: 1_000, run: followDue },
    { name: 'raise-due-dates', everyMs: 60_000, run: raiseNew },
    { name: 'raise-old-due-dates', everyMs: 900_000, run: raiseAll },
  ],
};
