import type { Turned } from '@/lib/findings/search-params';
import { Prisma } from '@/prisma/generated/client';

const BEFORE = Prisma.sql`(e.changes #>> '{status,0}')`;
const AFTER = Prisma.sql`(e.changes #>> '{status,1}')`;

/**
 * By what the history says became of a finding within these days; what an undone import did never was. `open`: the open
 * statuses, as SQL. Read by the partial indexes of `finding_event`, whose predicates stand here as they are there.
 */
export function turnedWithin({ turn, from, to }: Turned, open: Prisma.Sql): Prisma.Sql {
  const events = Prisma.sql`SELECT e.finding_id FROM finding_event e WHERE e.at >= ${`${from}T00:00:00Z`}::timestamptz
    AND e.at < ${`${to}T00:00:00Z`}::timestamptz + interval '24 hours'
    AND NOT EXISTS (SELECT FROM import i WHERE i.id = e.import_id AND i.state = 'undone')`;
  const decided = Prisma.sql`e.changes ? 'status' AND ${AFTER} <> 'fixed' AND ${BEFORE} <> 'fixed'`;
  const found = {
    fixed: Prisma.sql`${events} AND ${AFTER} = 'fixed' AND ${BEFORE} IN (${open})`,
    dismissed: Prisma.sql`${events} AND ${decided} AND ${BEFORE} IN (${open}) AND ${AFTER} NOT IN (${open})`,
    back: Prisma.sql`${events} AND ${BEFORE} = 'fixed' AND ${AFTER} IN (${open})
      UNION ALL ${events} AND ${decided} AND ${BEFORE} NOT IN (${open}) AND ${AFTER} IN (${open})`,
  };
  return Prisma.sql`f.id IN (${found[turn]})`;
}
