import { z } from 'zod';
import { inTransaction } from '@/lib/core/db';
import { IS_OPEN, recomputeDue } from '@/lib/sla/mutations/recompute';
import { Prisma } from '@/prisma/generated/client';

/** Findings a transaction: people who decide on one of them wait for no longer than this takes. */
const BATCH = 5_000;

const takenSchema = z.array(z.object({ findingId: z.number() }));

/**
 * Computes what triggers noted, one batch: in the transaction that takes the notes, so that a worker that dies leaves
 * them. Two workers take different ones.
 * @returns whether there may be more
 */
export async function followTouched(now: Date): Promise<boolean> {
  return inTransaction({}, async (tx) => {
    const found = await tx.$queryRaw`
      DELETE FROM sla_touched WHERE id IN (SELECT id FROM sla_touched ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
      RETURNING finding_id AS "findingId"`;
    const ids = takenSchema.parse(found).map(({ findingId }) => findingId);
    await recomputeDue(tx, [...new Set(ids)], now, 'finding');
    return ids.length === BATCH;
  });
}

const sweepSchema = z.array(
  z.object({
    id: z.bigint(),
    productId: z.string(),
    cause: z.enum(['policy', 'calendar', 'product', 'check']),
    severity: z.number().nullable(),
    findingId: z.number().nullable(),
  }),
);
const batchSchema = z.array(z.object({ id: z.number(), severity: z.number() }));

/**
 * Works one batch of a product that is to be computed anew, most severe and youngest findings first. A product that an
 * import writes into waits for the end of that: so its findings, which were given due dates before, are seen too.
 * @returns whether there may be more
 */
export async function followSweeps(now: Date): Promise<boolean> {
  return inTransaction({}, async (tx) => {
    const found = await tx.$queryRaw`
      SELECT s.id, s.product_id::text AS "productId", s.cause, s.severity, s.finding_id AS "findingId"
      FROM (SELECT * FROM sla_sweep ORDER BY id FOR UPDATE SKIP LOCKED) s
      WHERE pg_try_advisory_xact_lock(hashtextextended('lagebild/merge/' || s.product_id, 0)) LIMIT 1`;
    const [sweep] = sweepSchema.parse(found);
    if (!sweep) return false;
    const { severity, findingId } = sweep;
    const after =
      severity === null || findingId === null
        ? Prisma.empty
        : Prisma.sql`AND (f.severity, f.id) < (${severity}::smallint, ${findingId}::int)`;
    const batch = batchSchema.parse(
      await tx.$queryRaw`
        SELECT f.id, f.severity FROM finding f
        WHERE f.product_id = ${sweep.productId}::uuid AND ${IS_OPEN} ${after}
        ORDER BY f.severity DESC, f.id DESC LIMIT ${BATCH}`,
    );
    const ids = batch.map(({ id }) => id);
    await recomputeDue(tx, ids, now, sweep.cause);
    const last = batch.length === BATCH ? batch.at(-1) : undefined;
    if (last) {
      await tx.slaSweep.update({ where: { id: sweep.id }, data: { severity: last.severity, findingId: last.id } });
    } else {
      await tx.slaSweep.delete({ where: { id: sweep.id } });
    }
    return true;
  });
}
