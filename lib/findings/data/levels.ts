import type { Condition } from '@/lib/findings/data/condition';
import { Prisma } from '@/prisma/generated/client';

/** What a statement over the tally groups by, beside the dimensions that every level has. */
export type Grouped = 'product' | 'assignee' | null;

const KEPT = Prisma.raw(`status, severity, kind, scanner, known_exploited, fix_available, n, cvss_most, epss_most,
  priority_most, due_first`);

/** What is appended and not folded yet stands beside the folded level. */
const CELLS = Prisma.sql`(SELECT product_id, ${KEPT} FROM finding_cell
  UNION ALL SELECT product_id, ${KEPT} FROM finding_tally WHERE NOT folded)`;
const TOTALS = Prisma.sql`(SELECT ${KEPT} FROM finding_total UNION ALL SELECT ${KEPT} FROM finding_tally WHERE NOT folded)`;

/** The tally at the level with the fewest rows that knows what the conditions and the groups read; select from it as `f`. */
export function tallyFor(conditions: readonly Condition[], grouped: Grouped): Prisma.Sql {
  if (grouped === 'assignee' || conditions.some(({ facet }) => facet === 'assignee')) return Prisma.sql`finding_tally`;
  return grouped === 'product' || conditions.some(({ products }) => products) ? CELLS : TOTALS;
}
