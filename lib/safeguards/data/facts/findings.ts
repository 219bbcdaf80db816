import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { OPEN } from '@/lib/findings/data/where';
import { ENGAGEMENT_SCANNER } from '@/lib/imports/engagement-source';
import type { DueFact } from '@/lib/safeguards/facts';

const rowsSchema = z.array(
  z.object({
    productId: z.string(),
    open: z.number(),
    overdue: z.number(),
    fixable: z.number(),
    fixableOverdue: z.number(),
    testedOverdue: z.number(),
  }),
);

/** Open findings with a due date by product. One whose clock stands still is not overdue. */
export async function readDue(now: Date): Promise<ReadonlyMap<string, DueFact>> {
  const found = await unsafeDb().$queryRaw`
    SELECT f.product_id::text AS "productId", count(*)::int AS open, count(*) FILTER (WHERE late)::int AS overdue,
      count(*) FILTER (WHERE f.fix_available)::int AS fixable,
      count(*) FILTER (WHERE f.fix_available AND late)::int AS "fixableOverdue",
      count(*) FILTER (WHERE f.scanner = ${ENGAGEMENT_SCANNER} AND late)::int AS "testedOverdue"
    FROM finding f, LATERAL (SELECT f.due_at < ${now}::timestamptz AND f.sla_paused_at IS NULL AS late) l
    WHERE f.due_at IS NOT NULL AND f.status IN (${OPEN}) GROUP BY f.product_id`;
  return new Map(rowsSchema.parse(found).map(({ productId, ...due }) => [productId, due]));
}
