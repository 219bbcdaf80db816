import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { withinProducts } from '@/lib/figures/data/flow';
import type { FiguresFilter } from '@/lib/figures/types';
import { ageOf } from '@/lib/findings/data/counted';
import { OPEN } from '@/lib/findings/data/where';
import { AGE_NAMES, type Age } from '@/lib/findings/search-params';
import { severityName } from '@/lib/findings/severity';
import { bySeverity } from '@/lib/overview/rules';
import type { Ages } from '@/lib/overview/types';
import { Prisma } from '@/prisma/generated/client';

const rowsSchema = z.array(z.object({ age: z.enum(AGE_NAMES), severity: z.number(), n: z.number() }));

/**
 * Changes of status or severity since `until`, each once or more. Read by three partial indexes, whose predicates these
 * are: fixes, ends of fixes, and the few others.
 */
function turnsSince(until: Date): Prisma.Sql {
  const since = Prisma.sql`e.at >= ${until.toISOString()}::timestamptz`;
  // What an undone import did, and its undoing, never was: the flow has it no more either.
  const turns = Prisma.sql`SELECT e.id, e.finding_id, e.changes FROM finding_event e WHERE ${since}
    AND NOT EXISTS (SELECT FROM import i WHERE i.id = e.import_id AND i.state = 'undone')`;
  return Prisma.sql`${turns} AND (e.changes #>> '{status,1}') = 'fixed'
    UNION ALL ${turns} AND (e.changes #>> '{status,0}') = 'fixed'
    UNION ALL ${turns} AND (e.changes ? 'severity' OR (e.changes ? 'status'
      AND (e.changes #>> '{status,1}') <> 'fixed' AND (e.changes #>> '{status,0}') <> 'fixed'))`;
}

/**
 * How long the findings that were open at the end of the filter's day had been known by then, by severity: what is
 * open now by the maintained counts, less what changed since. So it costs what happened since: of a million findings
 * today 25 ms, a month with 143,000 changes 1 s, a year with 445,000 2.3 s. What an undone import made counts on no day.
 */
export async function readAges(scope: Scope, filter: FiguresFilter, today: string): Promise<Ages> {
  const within = await withinProducts(scope, filter, Prisma.sql`f.product_id`);
  const day = new Date(`${filter.at}T00:00:00Z`);
  // Nothing changed since today; what a clock ahead of ours dates after it is known today.
  const past = filter.at < today;
  const known = past ? Prisma.sql`f.first_seen_on <= ${filter.at}::date` : Prisma.sql`TRUE`;
  const rows = await unsafeDb().$queryRaw`
    WITH turned AS (
      SELECT t.finding_id, (array_agg(t.changes #>> '{status,0}' ORDER BY t.id) FILTER (WHERE t.changes ? 'status'))[1] AS status,
        (array_agg(t.changes #>> '{severity,0}' ORDER BY t.id) FILTER (WHERE t.changes ? 'severity'))[1]::smallint AS severity
      FROM (${turnsSince(addDays(day, 1))}) AS t WHERE ${past} GROUP BY t.finding_id
    ), counted AS (
      SELECT f.first_seen_on, f.severity, f.n FROM finding_day f WHERE f.status IN (${OPEN}) AND ${within}
      UNION ALL
      SELECT utc_day(f.first_seen_at), v.severity, v.n
      FROM turned t JOIN finding f ON f.id = t.finding_id
      CROSS JOIN LATERAL (VALUES (f.status::text, f.severity, -1),
        (COALESCE(t.status, f.status::text), COALESCE(t.severity, f.severity), 1)) AS v(status, severity, n)
      WHERE v.status IN (${OPEN}) AND ${within}
    )
    SELECT ${ageOf(Prisma.sql`f.first_seen_on`, day)} AS age, f.severity, sum(f.n)::float8 AS n
    FROM counted f WHERE ${known} GROUP BY 1, 2`;
  const counts = rowsSchema.parse(rows);
  const of = (age: Age) =>
    bySeverity((name) => ({
      n: counts.find((row) => row.age === age && severityName(row.severity) === name)?.n ?? 0,
      exact: true,
      // No list shows the past.
      filter: past ? null : { team: [...filter.team], product: [...filter.product], age: [age], severity: [name] },
    }));
  return { week: of('week'), month: of('month'), quarter: of('quarter'), year: of('year'), older: of('older') };
}
