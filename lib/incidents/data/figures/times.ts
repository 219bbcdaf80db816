import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { COUNTS, type Period } from '@/lib/incidents/data/figures/period';
import { type Counted, SPANS, type SpanName, type Spread, type Times } from '@/lib/incidents/figures/types';
import { PRIORITIES } from '@/lib/incidents/types';

const spreadsSchema = z.array(
  z.object({
    span: z.enum(SPANS),
    priority: z.number().nullable(),
    n: z.number(),
    median: z.number().nullable(),
    p90: z.number().nullable(),
  }),
);
type Row = z.infer<typeof spreadsSchema>[number];

/** A moment before the one it is measured from is a correction that contradicts another: it counts as none passed. */
async function spreadsIn({ within, from, to }: Period): Promise<Row[]> {
  return spreadsSchema.parse(
    await unsafeDb().$queryRaw`
      SELECT v.span, i.priority::int AS priority, count(*)::int AS n,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY v.seconds) AS median,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY v.seconds) AS p90
      FROM incident i CROSS JOIN LATERAL (
        SELECT span, GREATEST(0, extract(epoch FROM later - earlier))::float8 AS seconds FROM (VALUES
          ('mttd', i.occurred_at, i.detected_at), ('mtta', i.received_at, i.acknowledged_at),
          ('mttc', i.detected_at, i.contained_at), ('mttr', i.detected_at, i.recovered_at)) AS t(span, earlier, later)
        WHERE earlier IS NOT NULL AND later IS NOT NULL) v
      WHERE ${within} AND i.declared_at >= ${from} AND i.declared_at < ${to} AND ${COUNTS}
      GROUP BY GROUPING SETS ((v.span), (v.span, i.priority))`,
  );
}

const NONE: Spread = { n: 0, median: null, p90: null };

function bySpan(rows: readonly Row[], priority: number | null): Readonly<Record<SpanName, Spread>> {
  const of = (span: SpanName): Spread => {
    const row = rows.find((one) => one.span === span && one.priority === priority);
    return row ? { n: row.n, median: row.median, p90: row.p90 } : NONE;
  };
  return { mttd: of('mttd'), mtta: of('mtta'), mttc: of('mttc'), mttr: of('mttr') };
}

/** How long it took to notice, take, contain and recover: of incidents that were declared within the period. */
export async function readTimes(period: Period, before: Period): Promise<Times> {
  const [rows, past] = await Promise.all([spreadsIn(period), spreadsIn(before)]);
  return {
    all: bySpan(rows, null),
    before: bySpan(past, null),
    byPriority: PRIORITIES.map((priority) => ({ priority, ...bySpan(rows, priority) })),
  };
}

const countedSchema = z.tuple([
  z.object({ counted: z.number(), merged: z.number(), falsePositive: z.number(), exercise: z.number() }),
]);

/** How many count, and why others do not; an exercise is left out as such, however it ended. */
export async function readCounted({ within, from, to }: Period): Promise<Counted> {
  const found = await unsafeDb().$queryRaw`
    SELECT count(*) FILTER (WHERE ${COUNTS})::int AS counted,
      count(*) FILTER (WHERE NOT i.exercise AND i.outcome = 'merged')::int AS merged,
      count(*) FILTER (WHERE NOT i.exercise AND i.outcome = 'false_positive')::int AS "falsePositive",
      count(*) FILTER (WHERE i.exercise)::int AS exercise
    FROM incident i WHERE ${within} AND i.declared_at >= ${from} AND i.declared_at < ${to}`;
  return countedSchema.parse(found)[0];
}
