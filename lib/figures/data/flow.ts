import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { isoDay } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { FORECAST_FROM, forecastOf } from '@/lib/figures/forecast';
import { CHANGES, weekEnds, weekPoints } from '@/lib/figures/rules';
import type { FiguresFilter, FlowFigures } from '@/lib/figures/types';
import { productIds } from '@/lib/overview/data/activity';
import { Prisma } from '@/prisma/generated/client';

const sumsSchema = z.array(z.object({ day: z.string(), severity: z.number(), change: z.enum(CHANGES), n: z.number() }));
const sinceSchema = z.tuple([z.object({ since: z.string().nullable() })]);

/** For `WHERE`: rows of the products that scope and filter leave, `column` being their product. */
export async function withinProducts(scope: Scope, filter: FiguresFilter, column: Prisma.Sql): Promise<Prisma.Sql> {
  const ids = await productIds(scope, filter);
  return ids ? Prisma.sql`${column} = ANY(${ids}::uuid[])` : Prisma.sql`TRUE`;
}

/** What was open, came and went week by week up to the filter's day, and how it may go on: sums of `finding_flow`. */
export async function readFlow(scope: Scope, filter: FiguresFilter, now: Date): Promise<FlowFigures> {
  const within = await withinProducts(scope, filter, Prisma.sql`f.product_id`);
  const known = filter.at < isoDay(now) ? Prisma.sql`${within} AND f."on" <= ${filter.at}::date` : within;
  const ends = weekEnds(filter.at, Math.max(filter.weeks, FORECAST_FROM));
  const [sums, oldest] = await Promise.all([
    unsafeDb().$queryRaw`
      SELECT to_char(GREATEST(f."on", ${ends[0] ?? filter.at}::date), 'YYYY-MM-DD') AS day, f.severity, f.change,
        sum(f.n)::float8 AS n
      FROM finding_flow f WHERE ${known} GROUP BY 1, 2, 3`,
    unsafeDb().$queryRaw`
      SELECT to_char(min(f."on"), 'YYYY-MM-DD') AS since FROM finding_flow f WHERE ${known}`,
  ]);
  const [{ since }] = sinceSchema.parse(oldest);
  if (since === null) return { since, points: [], forecast: null };
  const points = weekPoints(sumsSchema.parse(sums), ends);
  return {
    since,
    points: points.slice(-(filter.weeks + 1)).filter(({ day }) => day >= since || day === filter.at),
    forecast: forecastOf(points, since),
  };
}
