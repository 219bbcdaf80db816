import { inTransaction, type Tx, unsafeDb } from '@/lib/core/db';
import { Prisma } from '@/prisma/generated/client';

/** A product is folded when it holds this many rows more than it needs. */
const SLACK = 20;

/** The dimensions of the tables of maintained counts that have one level only, the product first. */
const COUNTS = [
  ['finding_day', 'product_id, first_seen_on, status, severity'],
  ['finding_flow', 'product_id, "on", severity, change'],
] as const;

/**
 * Sums the deltas of a table, product by product where it is worth it. One statement: readers see the rows before or
 * after, never between; rows that others write meanwhile are not touched; two folds at once share the work. A product's
 * rows are written together, so that a reader of one product reads few pages.
 */
async function fold(name: string, columns: string): Promise<void> {
  const table = Prisma.raw(name);
  const dimensions = Prisma.raw(columns);
  await unsafeDb().$executeRaw`
    WITH crowded AS (
      SELECT product_id FROM (SELECT product_id, count(*) AS held FROM ${table} GROUP BY ${dimensions}) AS cell
      GROUP BY product_id HAVING sum(held) > ${SLACK} + 1.25 * count(*)
    ), gone AS (
      DELETE FROM ${table} WHERE product_id IN (SELECT product_id FROM crowded) RETURNING *
    )
    INSERT INTO ${table} (${dimensions}, n) SELECT ${dimensions}, sum(n) FROM gone GROUP BY ${dimensions} HAVING sum(n) <> 0
    ORDER BY product_id`;
}

const FEW = Prisma.raw('status, severity, kind, scanner, known_exploited, fix_available');
const BY_PRODUCT = Prisma.sql`product_id, ${FEW}`;
const BY_ASSIGNEE = Prisma.sql`${BY_PRODUCT}, assignee_id`;
const BOUNDS = Prisma.raw('cvss_most, epss_most, priority_most, due_first');
const KEPT = Prisma.sql`n, ${BOUNDS}`;
const SUMS = Prisma.raw('sum(n), max(cvss_most), max(epss_most), max(priority_most), min(due_first)');

/**
 * Folds the tally of products that have appended rows, and adds what they had appended to the levels above it. The sums
 * of a level and of the rows that are not folded stay the same, for whoever reads both in one statement.
 *
 * A bound may only go with all rows of its cell: so folds of one product must not share them, and take turns.
 */
async function foldTally(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('fold-finding-counts', 0))::text`;
  await tx.$executeRaw`
    WITH crowded AS (
      SELECT product_id FROM finding_tally WHERE NOT folded GROUP BY product_id HAVING count(*) > ${SLACK}
    ), gone AS (
      DELETE FROM finding_tally WHERE product_id IN (SELECT product_id FROM crowded) RETURNING *
    ), tally AS (
      INSERT INTO finding_tally (${BY_ASSIGNEE}, ${KEPT}, folded)
      SELECT ${BY_ASSIGNEE}, ${SUMS}, TRUE FROM gone GROUP BY ${BY_ASSIGNEE} HAVING sum(n) <> 0 ORDER BY product_id
    ), appended AS (
      SELECT ${BY_PRODUCT}, ${KEPT} FROM gone WHERE NOT folded
    ), old_cell AS (
      DELETE FROM finding_cell WHERE product_id IN (SELECT product_id FROM crowded) RETURNING ${BY_PRODUCT}, ${KEPT}
    ), cell AS (
      INSERT INTO finding_cell (${BY_PRODUCT}, ${KEPT})
      SELECT ${BY_PRODUCT}, ${SUMS} FROM (SELECT * FROM old_cell UNION ALL SELECT * FROM appended) AS c
      GROUP BY ${BY_PRODUCT} HAVING sum(n) <> 0 ORDER BY product_id
    ), old_total AS (
      DELETE FROM finding_total WHERE EXISTS (SELECT FROM crowded) RETURNING ${FEW}, ${KEPT}
    )
    INSERT INTO finding_total (${FEW}, ${KEPT})
    SELECT ${FEW}, ${SUMS} FROM (SELECT * FROM old_total UNION ALL SELECT ${FEW}, ${KEPT} FROM appended) AS t
    GROUP BY ${FEW} HAVING sum(n) <> 0`;
}

/** Folds the maintained counts; their sums stay what they are. Safe beside writers and beside itself. */
export async function foldCounts(): Promise<void> {
  await inTransaction({}, foldTally);
  for (const [table, dimensions] of COUNTS) await fold(table, dimensions);
}
