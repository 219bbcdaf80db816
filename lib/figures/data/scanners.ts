import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { withinProducts } from '@/lib/figures/data/flow';
import type { FiguresFilter, ScanGaps, ScannerFigure } from '@/lib/figures/types';
import { Prisma } from '@/prisma/generated/client';

const scannersSchema = z.array(z.object({ scanner: z.string(), all: z.number(), falsePositive: z.number() }));
const gapsSchema = z.tuple([
  z.object({ sources: z.number(), never: z.number(), week: z.number(), month: z.number(), quarter: z.number() }),
]);

/** How many of a scanner's findings were marked as false positives, as of now: highest share first. */
export async function readFalsePositives(scope: Scope, filter: FiguresFilter): Promise<ScannerFigure[]> {
  const within = await withinProducts(scope, filter, Prisma.sql`f.product_id`);
  const rows = await unsafeDb().$queryRaw`
    SELECT scanner, "all", "falsePositive" FROM (
      SELECT f.scanner, sum(f.n)::float8 AS "all",
        COALESCE(sum(f.n) FILTER (WHERE f.status = 'false_positive'), 0)::float8 AS "falsePositive"
      FROM (SELECT product_id, status, scanner, n FROM finding_cell
        UNION ALL SELECT product_id, status, scanner, n FROM finding_tally WHERE NOT folded) f WHERE ${within} GROUP BY 1) AS q
    WHERE "all" > 0 ORDER BY "falsePositive" / "all" DESC, "all" DESC, scanner`;
  return scannersSchema.parse(rows);
}

/** Sources whose newest scan is longer ago than a week, a month (30 days), a quarter (90 days), or that had none. */
export async function readScanGaps(scope: Scope, filter: FiguresFilter, now: Date): Promise<ScanGaps> {
  const within = await withinProducts(scope, filter, Prisma.sql`s.product_id`);
  const over = (days: number) =>
    Prisma.sql`count(*) FILTER (WHERE s.last_scan_at < ${now.toISOString()}::timestamptz - ${days} * interval '24 hours')::float8`;
  const rows = await unsafeDb().$queryRaw`
    SELECT count(*)::float8 AS sources, count(*) FILTER (WHERE s.last_scan_at IS NULL)::float8 AS never,
      ${over(7)} AS week, ${over(30)} AS month, ${over(90)} AS quarter
    FROM source s WHERE ${within} AND s.retired_at IS NULL AND s.expect_every_hours > 0`;
  return gapsSchema.parse(rows)[0];
}
