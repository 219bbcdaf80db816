import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { withinProducts } from '@/lib/figures/data/flow';
import type { FiguresFilter, Remediation, RemediationFigures } from '@/lib/figures/types';
import { OPEN } from '@/lib/findings/data/where';
import { severityName } from '@/lib/findings/severity';
import { bySeverity } from '@/lib/overview/rules';
import { Prisma } from '@/prisma/generated/client';

const rowsSchema = z.array(
  z.object({
    severity: z.number().nullable(),
    fixed: z.number(),
    meanDays: z.number().nullable(),
    medianDays: z.number().nullable(),
    due: z.number(),
    met: z.number(),
    reopened: z.number(),
  }),
);

const NONE: Remediation = { fixed: 0, meanDays: null, medianDays: null, due: 0, met: 0, reopened: 0 };

/** Events that take another one back: neither a fix nor a return. */
const TAKEN_BACK = Prisma.sql`('undo', 'import_undone')`;

type Span = { readonly from: Date; readonly to: Date; readonly until: Date };

/**
 * Fixes within [from, to), by severity and (null) together, knowing what happened before `until`. A fix that was undone
 * is none. It took from first sight, or from the last return. It was in time if it came by its due date; unknown where
 * the finding has none, or came back and has a new one.
 */
async function readFixes(within: Prisma.Sql, { from, to, until }: Span): Promise<z.infer<typeof rowsSchema>> {
  const at = (instant: Date) => Prisma.sql`${instant.toISOString()}::timestamptz`;
  const rows = await unsafeDb().$queryRaw`
    WITH turn AS (
      SELECT e.id, e.finding_id, e.at, e.kind, true AS is_fix, false AS is_return
      FROM finding_event e WHERE (e.changes #>> '{status,1}') = 'fixed' AND e.at >= ${at(from)} AND e.at < ${at(until)}
      UNION ALL
      SELECT e.id, e.finding_id, e.at, e.kind, false,
        (e.changes #>> '{status,1}') IN (${OPEN}) AND e.kind NOT IN ${TAKEN_BACK}
      FROM finding_event e WHERE (e.changes #>> '{status,0}') = 'fixed' AND e.at < ${at(until)}
    ), told AS (
      SELECT t.*, max(t.at) FILTER (WHERE t.is_return) OVER (past) AS returned_at,
        lead(t.kind) OVER (past) AS next_kind, lead(t.is_return) OVER (past) AS next_returns,
        lead(t.kind, 2) OVER (past) AS after_next
      FROM turn t WINDOW past AS (PARTITION BY t.finding_id ORDER BY t.id)
    ), fix AS (
      SELECT f.severity, f.due_at, t.at,
        GREATEST(0, EXTRACT(epoch FROM t.at - COALESCE(t.returned_at, f.first_seen_at)) / 86400)::float8 AS days,
        COALESCE(t.next_returns AND COALESCE(t.after_next NOT IN ${TAKEN_BACK}, true), false) AS reopened,
        COALESCE(f.sla_started_at > t.at, false) AS restarted
      FROM told t JOIN finding f ON f.id = t.finding_id
      WHERE t.is_fix AND t.at < ${at(to)} AND t.kind NOT IN ${TAKEN_BACK}
        AND COALESCE(t.next_kind NOT IN ${TAKEN_BACK}, true) AND ${within}
    )
    SELECT severity, count(*)::float8 AS fixed, avg(days)::float8 AS "meanDays",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS "medianDays",
      count(*) FILTER (WHERE due_at IS NOT NULL AND NOT reopened AND NOT restarted)::float8 AS due,
      count(*) FILTER (WHERE due_at >= at AND NOT reopened AND NOT restarted)::float8 AS met,
      count(*) FILTER (WHERE reopened)::float8 AS reopened
    FROM fix GROUP BY GROUPING SETS ((severity), ())`;
  return rowsSchema.parse(rows);
}

/** How long fixes of the period took, whether in time, and how many of them did not hold: at the filter's day. */
export async function readRemediation(scope: Scope, filter: FiguresFilter): Promise<RemediationFigures> {
  const within = await withinProducts(scope, filter, Prisma.sql`f.product_id`);
  const until = addDays(new Date(`${filter.at}T00:00:00Z`), 1);
  const from = addDays(until, -7 * filter.weeks);
  const before = addDays(from, -7 * filter.weeks);
  const [rows, past] = await Promise.all([
    readFixes(within, { from, to: until, until }),
    readFixes(within, { from: before, to: from, until: from }),
  ]);
  const find = (all: typeof rows, name: string | null): Remediation => {
    const row = all.find(({ severity }) => (severity === null ? null : severityName(severity)) === name);
    if (!row) return NONE;
    const { severity: _, ...fixes } = row;
    return fixes;
  };
  return {
    all: find(rows, null),
    before: find(past, null),
    severities: bySeverity((name) => find(rows, name)),
  };
}
