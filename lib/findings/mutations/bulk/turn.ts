import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { absentActor } from '@/lib/access/data/sessions';
import { type Scope, scopeOf } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { log } from '@/lib/core/log';
import { collect } from '@/lib/findings/mutations/bulk/collect';
import { type End, endJob, type Job, nextJob, waits } from '@/lib/findings/mutations/bulk/job';
import { noneIsWorked, workSlice } from '@/lib/findings/mutations/bulk/slice';

/** Who writes findings at the same time is waited for so long; then others take their turn. */
const LOCK_WAIT = '5s';
const FAILURES_MAX = 20;
/** Slices at the same time: indexes and history of a million findings keep more than one processor busy. */
const LANES = 2;
/** A job of which somebody holds the row, or works on the last slices, is looked at again after so long. */
const AGAIN_MS = 20;

type At = Pick<Ctx, 'now' | 'requestId'>;
type Allowed = { readonly ctx: Ctx; readonly scope: Scope };

/** Who asked, with the rights of now; null where there are none left. */
async function allowed(tx: Tx, at: At, { personId, sessionId }: Job): Promise<Allowed | null> {
  const actor = await absentActor(personId, sessionId);
  const scope = actor && scopeOf({ actor }, 'finding:triage');
  if (!scope) return null;
  await tx.$executeRaw`SELECT set_config('lock_timeout', ${LOCK_WAIT}, TRUE)`;
  return { ctx: { ...at, actor, db: tx }, scope };
}

async function begin(tx: Tx, { ctx, scope }: Allowed, job: Job): Promise<void> {
  const total = await collect(tx, ctx, scope, job);
  const data = { total, state: 'running', startedAt: ctx.now, turnAt: ctx.now } as const;
  await tx.bulkJob.update({ where: { id: job.id }, data });
}

/** Ends a job, or leaves that to whoever still works on a slice of it. */
async function endWhenIdle(tx: Tx, at: At, job: Job, end: End): Promise<void> {
  if (await noneIsWorked(tx, job.id)) return endJob(tx, at, job, end);
  const turnAt = new Date(at.now.getTime() + AGAIN_MS);
  await tx.bulkJob.update({ where: { id: job.id }, data: { turnAt } });
}

/** What concerns the job as a whole, its row locked: begins it, ends it, or says that a slice may be worked. */
async function prepare(tx: Tx, at: At, job: Job): Promise<'slice' | 'done'> {
  const by = job.cancelAskedAt ? null : await allowed(tx, at, job);
  const end: End | null = job.cancelAskedAt
    ? { state: 'cancelled' }
    : by === null
      ? { state: 'failed', error: 'forbidden' }
      : null;
  if (end) await endWhenIdle(tx, at, job, end);
  else if (by && job.total === null) await begin(tx, by, job);
  else if ((job.total ?? 0) > job.done) {
    await tx.bulkJob.update({ where: { id: job.id }, data: { turnAt: at.now } });
    return 'slice';
  } else await endWhenIdle(tx, at, job, { state: 'done' });
  return 'done';
}

/** Works a slice by the rights that its person has now; whoever lost them ends the job in the next turn. */
async function work(tx: Tx, at: At, job: Job): Promise<boolean> {
  const by = await allowed(tx, at, job);
  return by === null || workSlice(tx, by.ctx, by.scope, job);
}

/** A refusal ends the job at once, anything else after it has happened again and again. */
async function noteFailure(at: At, failed: Job, error: unknown): Promise<void> {
  const failures = failed.failures + 1;
  log().warn({ err: error, job: failed.id, failures }, 'bulk decision');
  const refused = error instanceof DomainError;
  await inTransaction({}, async (tx) => {
    const open = await tx.$queryRaw`
      SELECT id FROM bulk_job WHERE id = ${failed.id}::uuid AND state IN ('queued', 'running') FOR UPDATE`;
    if (!Array.isArray(open) || open.length === 0) return;
    if (refused || failures >= FAILURES_MAX) {
      return endWhenIdle(tx, at, failed, { state: 'failed', error: refused ? error.code : 'unexpected' });
    }
    const turnAt = new Date(at.now.getTime() + failures * 1000);
    await tx.bulkJob.update({ where: { id: failed.id }, data: { failures, turnAt } });
  });
}

/**
 * One step of the job that waited longest; false where none waits. Any number of workers may take turns at once: of one job
 * they work different slices.
 */
export async function takeTurn(now: Date): Promise<boolean> {
  const at = { now, requestId: randomUUID() };
  let taken: Job | null = null;
  try {
    const next = await inTransaction({}, async (tx) => {
      taken = await nextJob(tx, now);
      return taken && (await prepare(tx, at, taken));
    });
    const job: Job | null = taken;
    if (job && next === 'slice' && !(await inTransaction({}, (tx) => work(tx, at, job)))) await pause(AGAIN_MS);
  } catch (error) {
    if (!taken) throw error;
    await noteFailure(at, taken, error);
  }
  if (taken !== null) return true;
  const held = await waits(now);
  if (held) await pause(AGAIN_MS);
  return held;
}

/** Works whatever waits, one slice of each job in turn, so that no job waits for the whole of another. */
export async function takeTurns(signal?: AbortSignal): Promise<void> {
  const lane = async () => {
    while (!signal?.aborted && (await takeTurn(new Date()))) {}
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
