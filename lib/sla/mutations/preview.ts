import { z } from 'zod';
import { requireCovered } from '@/lib/access/mutations/reach';
import { requirePermission } from '@/lib/access/policy';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, type Tx } from '@/lib/core/db';
import { checkPolicy, insertPolicy } from '@/lib/sla/mutations/policy';
import { IS_OPEN } from '@/lib/sla/mutations/recompute';
import { within } from '@/lib/sla/mutations/take-effect';
import { columnsOf } from '@/lib/sla/place';
import type { SavePolicy } from '@/lib/sla/schema';
import type { PolicyPreview } from '@/lib/sla/types';

const countsSchema = z.tuple([
  z.object({ open: z.number(), changed: z.number(), overdue: z.number(), relieved: z.number() }),
]);

/** Carries the counts out of the transaction that must leave nothing. */
class RolledBack extends Error {
  constructor(readonly counts: PolicyPreview) {
    super('rolled back');
  }
}

/** Compares what is stored with what the policies of the transaction say, on the day that the version begins. */
async function compare(tx: Tx, { now }: Ctx, { place, validFrom }: SavePolicy, zone: string): Promise<PolicyPreview> {
  const found = await tx.$queryRaw`
    WITH moment AS MATERIALIZED (
      SELECT GREATEST(${now.toISOString()}::timestamptz, ${validFrom}::date::timestamp AT TIME ZONE ${zone}::text) AS at
    ), compared AS (
      SELECT (f.due_at AT TIME ZONE w.time_zone)::date IS DISTINCT FROM (w.due_at AT TIME ZONE w.time_zone)::date AS changed,
        w.paused_at IS NULL AND COALESCE(w.due_at < m.at, false) AS late,
        f.sla_paused_at IS NULL AND COALESCE(f.due_at < m.at, false) AS was_late
      FROM moment m CROSS JOIN LATERAL sla_due_of((
        SELECT array_agg(f.id) FROM finding f JOIN product d ON d.id = f.product_id
        WHERE ${IS_OPEN} AND ${within(place)}), m.at) w
      JOIN finding f ON f.id = w.finding_id
    )
    SELECT count(*)::int AS open, count(*) FILTER (WHERE changed)::int AS changed,
      count(*) FILTER (WHERE late AND NOT was_late)::int AS overdue,
      count(*) FILTER (WHERE was_late AND NOT late)::int AS relieved
    FROM compared`;
  return countsSchema.parse(found)[0];
}

/**
 * What a version would do to the open findings of its place, by the very computation that it would have: it is saved,
 * looked at and rolled back.
 * @throws DomainError as `savePolicy` does, but for the step-up
 */
export async function previewPolicy(ctx: Ctx, input: SavePolicy): Promise<PolicyPreview> {
  requireCovered(ctx, requirePermission(ctx, 'sla:write'), [columnsOf(input.place)]);
  try {
    return await inTransaction({}, async (tx) => {
      const found = await checkPolicy(tx, ctx.now, input);
      await insertPolicy(tx, ctx, input, found);
      throw new RolledBack(await compare(tx, ctx, input, found.timeZone));
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.counts;
    throw error;
  }
}
