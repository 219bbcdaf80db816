import { z } from 'zod';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { COUNTS } from '@/lib/incidents/data/figures/period';
import type { ClockFact, EndedFact, ProductFacts, ReactionFact } from '@/lib/safeguards/facts';
import { Prisma } from '@/prisma/generated/client';

/** No window of a promise is longer. */
const LOOK_BACK_DAYS = 800;

type ByProduct<T> = ReadonlyMap<string, readonly T[]>;

const reactionsSchema = z.array(z.object({ productId: z.string(), declaredAt: z.date(), met: z.boolean() }));

/** Reaction clocks that say something: as figures of incidents count them. */
export async function readReactions(now: Date): Promise<ByProduct<ReactionFact>> {
  const found = await unsafeDb().$queryRaw`
    SELECT i.product_id::text AS "productId", i.declared_at AS "declaredAt", c.breached_at IS NULL AS met
    FROM incident i JOIN incident_clock c ON c.incident_id = i.id AND c.kind = 'reaction'
    WHERE ${COUNTS} AND i.declared_at >= ${addDays(now, -LOOK_BACK_DAYS)}::timestamptz
      AND (c.breached_at IS NOT NULL OR c.stop_reason = 'acknowledged')`;
  return Map.groupBy(reactionsSchema.parse(found), ({ productId }) => productId);
}

const endedSchema = z.array(
  z.object({
    productId: z.string(),
    closedAt: z.date(),
    contained: z.boolean(),
    recovered: z.boolean(),
    openTasks: z.number(),
  }),
);

export async function readEnded(now: Date): Promise<ByProduct<EndedFact>> {
  const found = await unsafeDb().$queryRaw`
    SELECT i.product_id::text AS "productId", i.closed_at AS "closedAt", i.contained_at IS NOT NULL AS contained,
      i.recovered_at IS NOT NULL AS recovered,
      (SELECT count(*)::int FROM incident_task t WHERE t.incident_id = i.id AND t.state IN ('open', 'doing')) AS "openTasks"
    FROM incident i WHERE ${COUNTS} AND i.closed_at >= ${addDays(now, -LOOK_BACK_DAYS)}::timestamptz`;
  return Map.groupBy(endedSchema.parse(found), ({ productId }) => productId);
}

const clocksSchema = z.array(z.object({ productId: z.string(), dueAt: z.date(), kept: z.boolean().nullable() }));

async function readClocks(which: Prisma.Sql, now: Date): Promise<ByProduct<ClockFact>> {
  const found = await unsafeDb().$queryRaw`
    SELECT i.product_id::text AS "productId", c.due_at AS "dueAt",
      CASE WHEN c.breached_at IS NOT NULL OR COALESCE(c.stopped_at, ${now}::timestamptz) > c.due_at THEN false
        WHEN c.stopped_at IS NOT NULL THEN true END AS kept
    FROM incident i JOIN incident_clock c ON c.incident_id = i.id
    WHERE ${COUNTS} AND ${which} AND c.due_at >= ${addDays(now, -LOOK_BACK_DAYS)}::timestamptz`;
  return Map.groupBy(clocksSchema.parse(found), ({ productId }) => productId);
}

/** Clocks of reviews that ended with the publication, or run. */
export const readReviews = (now: Date) =>
  readClocks(Prisma.sql`c.kind = 'review' AND (c.stop_reason = 'published' OR c.stop_reason IS NULL)`, now);

/** Clocks of reports to authorities that ended with the report, or run. */
export const readDuties = (now: Date) =>
  readClocks(
    Prisma.sql`c.kind LIKE 'duty:%' AND c.kind NOT LIKE 'duty:%:decision'
    AND (c.stop_reason = 'sent' OR c.stop_reason IS NULL)`,
    now,
  );

const countsSchema = z.array(z.object({ productId: z.string(), n: z.number() }));
const counted = (found: unknown) => new Map(countsSchema.parse(found).map(({ productId, n }) => [productId, n]));

const actionsSchema = z.array(z.object({ productId: z.string(), open: z.number(), overdue: z.number() }));

/** Actions that are not done, and those of them whose last day is over on their owner's calendar. */
export async function readActions(now: Date): Promise<ReadonlyMap<string, ProductFacts['actions']>> {
  const found = await unsafeDb().$queryRaw`
    SELECT i.product_id::text AS "productId", count(*)::int AS open, count(*) FILTER (
      WHERE a.due_on < (${now}::timestamptz AT TIME ZONE COALESCE(p.time_zone, 'UTC'))::date)::int AS overdue
    FROM incident_action a JOIN incident i ON i.id = a.incident_id JOIN person p ON p.id = a.owner_id
    WHERE NOT i.exercise AND a.state IN ('open', 'doing') GROUP BY i.product_id`;
  return new Map(actionsSchema.parse(found).map(({ productId, ...actions }) => [productId, actions]));
}

/** Duties that nobody decided. */
export async function readUndecided(): Promise<ReadonlyMap<string, number>> {
  return counted(
    await unsafeDb().$queryRaw`
      SELECT i.product_id::text AS "productId", count(*)::int AS n FROM incident_duty d JOIN incident i ON i.id = d.incident_id
      WHERE ${COUNTS} AND d.applies = 'undecided' GROUP BY i.product_id`,
  );
}
