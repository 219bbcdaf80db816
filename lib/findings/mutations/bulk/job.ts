import { z } from 'zod';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx, PersonActor } from '@/lib/core/context';
import { type Tx, unsafeDb } from '@/lib/core/db';
import { bulkOrderSchema, type ChangeGroup, changeGroupSchema } from '@/lib/findings/bulk-schema';
import { tellOf } from '@/lib/findings/mutations/tell';

const jobSchema = z.object({
  id: z.string(),
  personId: z.string(),
  personName: z.string(),
  sessionId: z.string(),
  order: bulkOrderSchema,
  query: z.string().nullable(),
  asOf: z.string().nullable(),
  total: z.number().nullable(),
  done: z.number(),
  outcome: z.array(changeGroupSchema),
  stale: z.array(z.number()),
  failures: z.number(),
  createdAt: z.date(),
  cancelAskedAt: z.date().nullable(),
});
export type Job = z.infer<typeof jobSchema>;

/** The job that waited longest and that nobody works on, locked until the transaction ends; null where none waits. */
export async function nextJob(tx: Tx, now: Date): Promise<Job | null> {
  const found = await tx.$queryRaw`
    SELECT j.id::text, j.person_id::text AS "personId", p.name AS "personName", j.session_id::text AS "sessionId",
      j."order", j.query, j.as_of AS "asOf", j.total, j.done, j.outcome, j.stale, j.failures,
      j.created_at AS "createdAt", j.cancel_asked_at AS "cancelAskedAt"
    FROM bulk_job j JOIN person p ON p.id = j.person_id
    WHERE j.state IN ('queued', 'running') AND j.turn_at <= ${now.toISOString()}::timestamptz
    ORDER BY j.turn_at, j.id LIMIT 1 FOR UPDATE OF j SKIP LOCKED`;
  return z.array(jobSchema).parse(found)[0] ?? null;
}

/** Whether a job waits for its turn, be its row locked or not. */
export async function waits(now: Date): Promise<boolean> {
  const due = await unsafeDb().bulkJob.findFirst({
    where: { state: { in: ['queued', 'running'] }, turnAt: { lte: now } },
    select: { id: true },
  });
  return due !== null;
}

/** What happened so far and what happened now, put together. */
export function mergeGroups(before: readonly ChangeGroup[], more: readonly ChangeGroup[]): ChangeGroup[] {
  const sums = new Map<string, ChangeGroup>();
  for (const group of [...before, ...more]) {
    const key = `${group.result} ${group.detail}`;
    sums.set(key, { ...group, count: group.count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.values()].filter(({ count }) => count > 0);
}

const productSchema = z.tuple([z.object({ product: z.string().nullable() })]);

/** The product that all of a batch lies in, for its auditors. */
async function onlyProduct(tx: Tx, batchId: string): Promise<string | undefined> {
  const found = await tx.$queryRaw`
    SELECT CASE WHEN count(DISTINCT f.product_id) = 1 THEN min(f.product_id::text) END AS product
    FROM finding_event e JOIN finding f ON f.id = e.finding_id WHERE e.batch_id = ${batchId}::uuid`;
  return productSchema.parse(found)[0].product ?? undefined;
}

/** Enough to be named in the trail. */
function named({ personId: id, personName: name, sessionId }: Job): PersonActor {
  const grants = { everywhere: false, teams: [], products: [] };
  return { kind: 'person', id, name, sessionId, roles: [], grants, duties: [], elevations: [] };
}

export type End = { readonly state: 'done' | 'failed' | 'cancelled'; readonly error?: string };

/** Ends a job: what was done stays done. */
export async function endJob(tx: Tx, ctx: Pick<Ctx, 'now' | 'requestId'>, job: Job, end: End): Promise<void> {
  await tx.bulkSlice.deleteMany({ where: { jobId: job.id } });
  await tx.bulkJob.update({
    where: { id: job.id },
    data: { state: end.state, error: end.error ?? null, finishedAt: ctx.now },
  });
  const count = (result: ChangeGroup['result']) =>
    job.outcome.filter((group) => group.result === result).reduce((sum, group) => sum + group.count, 0);
  const by: Ctx = { ...ctx, actor: named(job) };
  await tellOf(tx, by, job.id);
  await appendAudit(tx, by, {
    action: 'finding.bulk-ended',
    target: { kind: 'finding-batch', id: job.id },
    productId: await onlyProduct(tx, job.id),
    data: {
      verb: job.order.verb,
      state: end.state,
      ...(end.error ? { error: end.error } : {}),
      changed: count('changed'),
      unchanged: count('unchanged'),
      conflicted: count('conflicted'),
    },
  });
}
