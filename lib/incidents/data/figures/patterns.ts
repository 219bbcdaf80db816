import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { COUNTS, type Period } from '@/lib/incidents/data/figures/period';
import type { Cause, NamedCause, Overdue, Reaction } from '@/lib/incidents/figures/types';
import { INCIDENT_KINDS } from '@/lib/incidents/types';

const MOST = 200;

const prioritySchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const reactionsSchema = z.array(
  z.object({ month: z.string(), priority: prioritySchema, met: z.number(), missed: z.number() }),
);

/**
 * Reactions in time by month of declaration and priority. A clock that ended for another reason than somebody's taking the
 * incident, before its time was over, says nothing and is left out; one that a changed priority left breached counts.
 */
export async function readReactions({ within, from, to }: Period): Promise<readonly Reaction[]> {
  const found = await unsafeDb().$queryRaw`
    SELECT to_char(i.declared_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, c.priority::int AS priority,
      count(*) FILTER (WHERE c.breached_at IS NULL)::int AS met, count(c.breached_at)::int AS missed
    FROM incident i JOIN incident_clock c ON c.incident_id = i.id AND c.kind = 'reaction'
    WHERE ${within} AND i.declared_at >= ${from} AND i.declared_at < ${to} AND ${COUNTS}
      AND (c.breached_at IS NOT NULL OR c.stop_reason = 'acknowledged')
    GROUP BY 1, 2 ORDER BY 1, 2`;
  return reactionsSchema.parse(found);
}

const causesSchema = z.array(
  z.object({ kind: z.enum(INCIDENT_KINDS), n: z.number(), repeated: z.number(), before: z.number() }),
);

/** Kinds by how often they came: what hits a product again has a cause that was not removed. */
export async function readCauses({ within, from, to }: Period, before: Period): Promise<readonly Cause[]> {
  const found = await unsafeDb().$queryRaw`
    SELECT kind, sum(n)::int AS n, sum(GREATEST(0, n - 1))::int AS repeated, sum(past)::int AS before FROM (
      SELECT i.kind, i.product_id, count(*) FILTER (WHERE i.declared_at >= ${from}) AS n,
        count(*) FILTER (WHERE i.declared_at < ${from}) AS past
      FROM incident i WHERE ${within} AND i.declared_at >= ${before.from} AND i.declared_at < ${to} AND ${COUNTS}
      GROUP BY i.kind, i.product_id) AS each
    GROUP BY kind ORDER BY n DESC, before DESC, kind`;
  return causesSchema.parse(found);
}

const NAMED = 20;
const namedSchema = z.array(z.object({ cause: z.string(), root: z.number(), n: z.number() }));

/** Root causes and contributing factors as reviews name them, letter case aside: by how many incidents they stand in. */
export async function readNamedCauses({ within, from, to }: Period): Promise<readonly NamedCause[]> {
  const found = await unsafeDb().$queryRaw`
    SELECT min(cause) AS cause, count(DISTINCT id) FILTER (WHERE is_root)::int AS root, count(DISTINCT id)::int AS n FROM (
      SELECT i.id, c.cause, c.is_root FROM incident i JOIN incident_review r ON r.incident_id = i.id
      CROSS JOIN LATERAL (
        SELECT r.content->'whys'->>((r.content->>'root')::int) AS cause, true AS is_root
        UNION ALL SELECT factor, false FROM jsonb_array_elements_text(COALESCE(r.content->'factors', '[]')) AS factor) c
      WHERE ${within} AND i.declared_at >= ${from} AND i.declared_at < ${to} AND ${COUNTS} AND btrim(c.cause) <> '') AS each
    GROUP BY lower(btrim(cause)) ORDER BY n DESC, root DESC, min(cause) LIMIT ${NAMED}`;
  return namedSchema.parse(found);
}

const overdueSchema = z.array(
  z.object({
    incident: z.number(),
    number: z.number(),
    title: z.string(),
    owner: z.string(),
    dueOn: z.string(),
    days: z.number(),
    total: z.number(),
  }),
);

/**
 * Actions of reviews that were not done at a moment and whose last day was over on their owners' calendars, the longest
 * overdue first: how many, and the first of them. Owners and last days are those of today.
 */
export async function readOverdue({ within }: Period, at: Date): Promise<Overdue> {
  const found = await unsafeDb().$queryRaw`
    SELECT i.number AS incident, a.number, a.title, p.name AS owner, to_char(a.due_on, 'YYYY-MM-DD') AS "dueOn",
      ((${at}::timestamptz AT TIME ZONE COALESCE(p.time_zone, 'UTC'))::date - a.due_on)::int AS days,
      (count(*) OVER ())::int AS total
    FROM incident_action a JOIN incident i ON i.id = a.incident_id JOIN person p ON p.id = a.owner_id
    WHERE ${within} AND NOT i.exercise AND a.created_at <= ${at} AND (a.ended_at IS NULL OR a.ended_at > ${at})
      AND a.due_on < (${at}::timestamptz AT TIME ZONE COALESCE(p.time_zone, 'UTC'))::date
    ORDER BY a.due_on, i.number, a.number LIMIT ${MOST}`;
  const named = overdueSchema.parse(found);
  return { total: named[0]?.total ?? 0, named };
}
