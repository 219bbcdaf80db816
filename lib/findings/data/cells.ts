import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { type Condition, countsWhere } from '@/lib/findings/data/where';
import { Prisma } from '@/prisma/generated/client';

/** Findings in more cells of the tally than this are met soon enough on the way through any order. */
const CELLS_MAX = 300;

const cellSchema = z.array(z.object({ productId: z.string(), severity: z.number() }));

/**
 * The conditions, and where some of them are known to no index and leave over few places, these places as the tally tells
 * them: products and severities, which an index does know.
 */
export async function narrowed(conditions: readonly Condition[]): Promise<readonly Condition[]> {
  if (!conditions.some(({ blind }) => blind)) return conditions;
  const told = conditions.filter(({ tally }) => tally !== null);
  const found = await unsafeDb().$queryRaw`
    SELECT f.product_id::text AS "productId", f.severity FROM finding_tally f
    WHERE ${countsWhere(told, 'tally') ?? Prisma.sql`FALSE`} AND f.n > 0 LIMIT ${CELLS_MAX + 1}`;
  const cells = cellSchema.parse(found);
  return cells.length > CELLS_MAX ? conditions : [...conditions, inCells(cells)];
}

function inCells(cells: z.infer<typeof cellSchema>): Condition {
  const products = cells.map(({ productId }) => productId);
  const severities = cells.map(({ severity }) => severity);
  const finding =
    cells.length === 0
      ? Prisma.sql`FALSE`
      : Prisma.sql`(f.product_id, f.severity) IN (
          SELECT c.product_id, c.severity FROM unnest(${products}::uuid[], ${severities}::smallint[]) AS c (product_id, severity))`;
  return { facet: null, finding, tally: null, day: null, few: true };
}
