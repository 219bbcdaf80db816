import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { nextMark, type StopReason } from '@/lib/incidents/clocks';
import type { Priority } from '@/lib/incidents/types';

type NewClock = {
  readonly kind: string;
  readonly priority: Priority;
  readonly startedAt: Date;
  readonly dueAt: Date;
  /** Percent at which people are warned, ascending. */
  readonly marks: readonly number[];
};

/** Starts a clock. Of one kind one runs at a time: stop the other one first. */
export async function startClock(tx: Tx, incidentId: string, clock: NewClock): Promise<void> {
  const { startedAt, dueAt, marks } = clock;
  const next = nextMark(startedAt, dueAt, marks, 0);
  await tx.incidentClock.create({
    data: { ...clock, incidentId, marks: [...marks], nextMark: next?.percent ?? null, nextAt: next?.at ?? null },
  });
}

type Stopped = { readonly id: string; readonly startedAt: Date; readonly dueAt: Date; readonly late: boolean };

/**
 * Stops the running clock of a kind, for a reason that is kept; null where none runs. One that is stopped after it was due
 * was missed, whether or not anybody was told in time.
 */
export async function stopClock(
  tx: Tx,
  ctx: Ctx,
  incidentId: string,
  kind: string,
  reason: StopReason,
): Promise<Stopped | null> {
  const running = await tx.incidentClock.findFirst({ where: { incidentId, kind, stoppedAt: null } });
  if (!running) return null;
  const late = ctx.now > running.dueAt;
  await tx.incidentClock.update({
    where: { id: running.id },
    data: {
      stoppedAt: ctx.now,
      stopReason: reason,
      stoppedBy: ctx.actor.name,
      nextMark: null,
      nextAt: null,
      ...(late && running.breachedAt === null ? { breachedAt: running.dueAt } : {}),
    },
  });
  return { id: running.id, startedAt: running.startedAt, dueAt: running.dueAt, late };
}

/** Stops whatever runs but these kinds, which go on after the end (the law's clocks, the review's). */
export async function stopAll(tx: Tx, ctx: Ctx, incidentId: string, reason: StopReason, goOn: RegExp): Promise<void> {
  const running = await tx.incidentClock.findMany({ where: { incidentId, stoppedAt: null }, select: { kind: true } });
  for (const { kind } of running) if (!goOn.test(kind)) await stopClock(tx, ctx, incidentId, kind, reason);
}
