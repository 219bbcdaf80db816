import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { COUNTS, type Period } from '@/lib/incidents/data/figures/period';
import type { Load } from '@/lib/incidents/figures/types';

/** People that are named: those with the most. */
const MOST = 50;

const loadSchema = z.array(
  z.object({
    personId: z.string(),
    name: z.string(),
    incidents: z.number(),
    hours: z.number(),
    off: z.number(),
    timeZone: z.string(),
  }),
);

/**
 * Hours with a part, within the period. Parts that overlap count once. Off is what lies outside of Monday to Friday, 6 to 22
 * by the person's own clock (UTC where they chose none), on the days as they were: a day of a change of time has its length.
 */
export async function readLoad({ within, from, to }: Period, now: Date): Promise<readonly Load[]> {
  const found = await unsafeDb().$queryRaw`
    WITH part AS (
      SELECT r.person_id, r.incident_id, tstzrange(GREATEST(r.since, ${from}::timestamptz),
        LEAST(COALESCE(r.until, i.closed_at, ${now}::timestamptz), ${to}::timestamptz, ${now}::timestamptz)) AS held
      FROM incident_role r JOIN incident i ON i.id = r.incident_id
      WHERE ${within} AND ${COUNTS} AND r.since < LEAST(${to}::timestamptz, ${now}::timestamptz)
        AND COALESCE(r.until, i.closed_at, ${now}::timestamptz) > GREATEST(r.since, ${from}::timestamptz)),
    person_part AS (
      SELECT person_id, count(DISTINCT incident_id)::int AS incidents, range_agg(held) AS held FROM part GROUP BY person_id),
    stretch AS (
      SELECT p.id, COALESCE(p.time_zone, 'UTC') AS zone, unnest(h.held) AS span FROM person_part h JOIN person p ON p.id = h.person_id),
    hours AS (
      SELECT s.id, sum(extract(epoch FROM upper(s.span) - lower(s.span))) AS seconds,
        sum(COALESCE(work.seconds, 0)) AS working
      FROM stretch s LEFT JOIN LATERAL (
        SELECT sum(extract(epoch FROM LEAST(upper(s.span), (d + interval '22 hours') AT TIME ZONE s.zone)
          - GREATEST(lower(s.span), (d + interval '6 hours') AT TIME ZONE s.zone))) AS seconds
        FROM generate_series(date_trunc('day', lower(s.span) AT TIME ZONE s.zone), upper(s.span) AT TIME ZONE s.zone, interval '1 day') AS d
        WHERE extract(isodow FROM d) < 6 AND (d + interval '22 hours') AT TIME ZONE s.zone > lower(s.span)
          AND (d + interval '6 hours') AT TIME ZONE s.zone < upper(s.span)) work ON true
      GROUP BY s.id)
    SELECT p.id::text AS "personId", p.name, h.incidents, (w.seconds / 3600)::float8 AS hours,
      ((w.seconds - w.working) / 3600)::float8 AS off, COALESCE(p.time_zone, 'UTC') AS "timeZone"
    FROM hours w JOIN person p ON p.id = w.id JOIN person_part h ON h.person_id = p.id
    ORDER BY w.seconds DESC, p.name LIMIT ${MOST}`;
  return loadSchema.parse(found);
}
