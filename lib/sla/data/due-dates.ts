import type pg from 'pg';
import { z } from 'zod';

const rowSchema = z.object({
  severity: z.number(),
  exploited: z.boolean(),
  over: z.boolean(),
  epssFrom: z.number().nullable(),
  dueAt: z.date().nullable(),
});

const CLASSES = `
  SELECT s AS severity, k AS exploited, e AS over, w.epss_from AS "epssFrom",
    CASE WHEN w.starts = 'first_seen' THEN sla_due_at(w.calendar_id, w.time_zone, w.business,
      ($2::timestamptz AT TIME ZONE w.time_zone)::date, t.days) END AS "dueAt"
  FROM sla_in_force($3) w CROSS JOIN generate_series(0, 4) s
  CROSS JOIN (VALUES (false), (true)) AS kev(k) CROSS JOIN (VALUES (false), (true)) AS likely(e)
  CROSS JOIN LATERAL sla_terms(w.policy_id, s, k, e, w.exposed, w.tier) t
  WHERE w.product_id = $1`;

export type Weight = {
  readonly severity: number;
  /** Left out or null: not known. */
  readonly knownExploited?: boolean | null | undefined;
  readonly epss?: number | null | undefined;
};

/** When a new finding of this weight is due; null: never, or not before it is confirmed. */
export type DueDates = (weight: Weight) => Date | null;

/**
 * The due dates of findings of a product whose clock starts at `startAt`, by the policy in force at `now`: for writers
 * that bring rows in bulk (one statement, at most 20 dates). Call it in the writer's transaction, after it has taken the
 * product's merge lock: a policy saved later asks for the product to be computed anew and waits for that lock.
 */
export async function dueDates(client: pg.ClientBase, productId: string, startAt: Date, now: Date): Promise<DueDates> {
  const found = await client.query(CLASSES, [productId, startAt, now]);
  const rows = z.array(rowSchema).parse(found.rows);
  const limit = rows[0]?.epssFrom ?? null;
  const known = new Map(
    rows.map(({ severity, exploited, over, dueAt }) => [`${severity} ${exploited} ${over}`, dueAt]),
  );
  return ({ severity, knownExploited, epss }) => {
    // The column is a real: what is stored is compared, not what was reported.
    const over = limit !== null && typeof epss === 'number' && Math.fround(epss) >= Math.fround(limit);
    return known.get(`${severity} ${knownExploited === true} ${over}`) ?? null;
  };
}
