import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { absentActor } from '@/lib/access/data/sessions';
import { type Scope, scopeOf } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { log } from '@/lib/core/log';
import { asIn } from '@/lib/findings/data/snapshot';
import { changeOf } from '@/lib/findings/mutations/bulk/change-of';
import { collect } from '@/lib/findings/mutations/bulk/collect';
import { endJob, type Job, mergeGroups, nextJob } from '@/lib/findings/mutations/bulk/job';
import { changeFindings, inProducts } from '@/lib/findings/mutations/change';
import { Prisma } from '@/prisma/generated/client';

/** Who writes findings at the same time is waited for so long; then others take their turn. */
const LOCK_WAIT = '5s';
const FAILURES_MAX = 20;
/** Stale findings that a job names; the others it counts. */
const STALE_MAX = 100;

const sliceSchema = z.array(z.object({ nth: z.number(), ids: z.array(z.number()) }));

async function firstSlice(tx: Tx, jobId: string) {
  const found = await tx.$queryRaw`
    SELECT nth, finding_ids AS ids FROM bulk_slice WHERE job_id = ${jobId}::uuid ORDER BY nth LIMIT 1`;
  return sliceSchema.parse(found)[0] ?? null;
}

/** Decides on one slice; the slice, the progress and the findings change together or not at all. */
async function workSlice(
  tx: Tx,
  ctx: Ctx,
  scope: Scope,
  job: Job,
  slice: { nth: number; ids: number[] },
): Promise<void> {
  const { fresh, ...change } = await changeOf(tx, ctx, scope, job.order);
  const where = Prisma.sql`f.id = ANY(${slice.ids}::int[]) AND ${inProducts(scope.products)}`;
  const target = { where, fresh: fresh ?? asIn(job.asOf ?? '') };
  const done = await changeFindings(tx, ctx, { ...change, target, batchId: job.id });
  const missing = slice.ids.length - done.changed - done.unchanged - done.conflicted;
  const groups = [...done.groups, { result: 'unchanged', detail: 'no_access', count: missing } as const];
  await tx.bulkSlice.delete({ where: { jobId_nth: { jobId: job.id, nth: slice.nth } } });
  await tx.bulkJob.update({
    where: { id: job.id },
    data: {
      turnAt: ctx.now,
      failures: 0,
      done: { increment: slice.ids.length },
      outcome: mergeGroups(job.outcome, groups),
      stale: [...job.stale, ...done.stale].slice(0, STALE_MAX),
    },
  });
}

async function begin(tx: Tx, ctx: Ctx, scope: Scope, job: Job): Promise<void> {
  const total = await collect(tx, ctx, scope, job);
  const data = { total, state: 'running', startedAt: ctx.now, turnAt: ctx.now } as const;
  await tx.bulkJob.update({ where: { id: job.id }, data });
}

/** One step of a job, by the rights that its person has now. */
async function step(tx: Tx, at: Pick<Ctx, 'now' | 'requestId'>, job: Job): Promise<void> {
  if (job.cancelAskedAt) return endJob(tx, at, job, { state: 'cancelled' });
  const actor = await absentActor(job.personId, job.sessionId);
  const scope = actor && scopeOf({ actor }, 'finding:triage');
  if (!scope) return endJob(tx, at, job, { state: 'failed', error: 'forbidden' });
  await tx.$executeRaw`SELECT set_config('lock_timeout', ${LOCK_WAIT}, TRUE)`;
  const ctx: Ctx = { ...at, actor, db: tx };
  if (job.total === null) return begin(tx, ctx, scope, job);
  const slice = await firstSlice(tx, job.id);
  return slice ? workSlice(tx, ctx, scope, job, slice) : endJob(tx, at, job, { state: 'done' });
}

/** A refusal ends the job at once, anything else after it has happened again and again. */
async function noteFailure(at: Pick<Ctx, 'now' | 'requestId'>, failed: Job, error: unknown): Promise<void> {
  const failures = failed.failures + 1;
  log().warn({ err: error, job: failed.id, failures }, 'bulk decision');
  const refused = error instanceof DomainError;
  await inTransaction({}, async (tx) => {
    const open = await tx.$queryRaw`
      SELECT id FROM bulk_job WHERE id = ${failed.id}::uuid AND state IN ('queued', 'running') FOR UPDATE`;
    if (!Array.isArray(open) || open.length === 0) return;
    if (refused || failures >= FAILURES_MAX) {
      return endJob(tx, at, failed, { state: 'failed', error: refused ? error.code : 'unexpected' });
    }
    const turnAt = new Date(at.now.getTime() + failures * 1000);
    await tx.bulkJob.update({ where: { id: failed.id }, data: { failures, turnAt } });
  });
}

/** One step of the job that waited longest; false where none waits. Several workers never take the same one. */
export async function takeTurn(now: Date): Promise<boolean> {
  const at = { now, requestId: randomUUID() };
  let taken: Job | null = null;
  try {
    await inTransaction({}, async (tx) => {
      taken = await nextJob(tx, now);
      if (taken) await step(tx, at, taken);
    });
  } catch (error) {
    if (!taken) throw error;
    await noteFailure(at, taken, error);
  }
  return taken !== null;
}
