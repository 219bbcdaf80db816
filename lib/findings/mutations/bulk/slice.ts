import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { changeGroupSchema } from '@/lib/findings/bulk-schema';
import { asIn } from '@/lib/findings/data/snapshot';
import { changeOf } from '@/lib/findings/mutations/bulk/change-of';
import { type Job, mergeGroups } from '@/lib/findings/mutations/bulk/job';
import { type Changed, changeFindings, inProducts } from '@/lib/findings/mutations/change';
import { Prisma } from '@/prisma/generated/client';

/** Stale findings that a job names; the others it counts. */
const STALE_MAX = 100;

type Slice = { readonly nth: number; readonly ids: readonly number[] };

const sliceSchema = z.array(z.object({ nth: z.number(), ids: z.array(z.number()) }));

/** The first slice that nobody works on, locked until the transaction ends; null where there is none. */
async function freeSlice(tx: Tx, jobId: string): Promise<Slice | null> {
  const found = await tx.$queryRaw`
    SELECT nth, finding_ids AS ids FROM bulk_slice WHERE job_id = ${jobId}::uuid ORDER BY nth LIMIT 1
    FOR UPDATE SKIP LOCKED`;
  return sliceSchema.parse(found)[0] ?? null;
}

const idleSchema = z.tuple([z.object({ idle: z.boolean() })]);

/** Whether nobody works on a slice of the job. Those that are free stay locked. */
export async function noneIsWorked(tx: Tx, jobId: string): Promise<boolean> {
  const found = await tx.$queryRaw`
    WITH free AS (SELECT nth FROM bulk_slice WHERE job_id = ${jobId}::uuid ORDER BY nth FOR UPDATE SKIP LOCKED)
    SELECT count(*) = (SELECT count(*) FROM free) AS idle
    FROM bulk_slice WHERE job_id = ${jobId}::uuid`;
  return idleSchema.parse(found)[0].idle;
}

const soFarSchema = z.tuple([z.object({ outcome: z.array(changeGroupSchema), stale: z.array(z.number()) })]);

/** Adds what became of a slice to its job. Last of all: two slices that end at once wait for each other here alone. */
async function addToJob(tx: Tx, ctx: Ctx, jobId: string, { ids }: Slice, done: Changed): Promise<void> {
  const found = await tx.$queryRaw`SELECT outcome, stale FROM bulk_job WHERE id = ${jobId}::uuid FOR UPDATE`;
  const [before] = soFarSchema.parse(found);
  const missing = ids.length - done.changed - done.unchanged - done.conflicted;
  const groups = [...done.groups, { result: 'unchanged', detail: 'no_access', count: missing } as const];
  await tx.bulkJob.update({
    where: { id: jobId },
    data: {
      turnAt: ctx.now,
      failures: 0,
      done: { increment: ids.length },
      outcome: mergeGroups(before.outcome, groups),
      stale: [...before.stale, ...done.stale].slice(0, STALE_MAX),
    },
  });
}

/**
 * Decides on one slice that nobody works on: slice, progress and findings change together or not at all.
 * @returns false where others work on all that are left
 */
export async function workSlice(tx: Tx, ctx: Ctx, scope: Scope, job: Job): Promise<boolean> {
  const slice = await freeSlice(tx, job.id);
  if (!slice) return false;
  const { fresh, ...change } = await changeOf(tx, ctx, scope, job.order);
  const where = Prisma.sql`f.id = ANY(${[...slice.ids]}::int[]) AND ${inProducts(scope.products)}`;
  const target = { where, fresh: fresh ?? asIn(job.asOf ?? '') };
  const done = await changeFindings(tx, ctx, { ...change, target, batchId: job.id });
  await tx.bulkSlice.delete({ where: { jobId_nth: { jobId: job.id, nth: slice.nth } } });
  await addToJob(tx, ctx, job.id, slice, done);
  return true;
}
