import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { snapshotText } from '@/lib/findings/schema';
import { Prisma } from '@/prisma/generated/client';

/** Which transactions are visible now, as PostgreSQL's `pg_snapshot`: what is read after it shows at least those. */
export async function readSnapshot(): Promise<string> {
  const found = await unsafeDb().$queryRaw`SELECT pg_current_snapshot()::text AS snapshot`;
  const [{ snapshot }] = z.tuple([z.object({ snapshot: snapshotText })]).parse(found);
  return snapshot;
}

const EPOCH = 2n ** 32n;
/** A list is decided on within this many transactions, or not at all. */
const REACH = 2n ** 30n;

/**
 * Whether whoever last wrote the row `alias` had committed when the snapshot was taken. Clocks cannot tell: rows show
 * when their transaction commits, long after the time written into them. Nor can a column with the transaction's
 * number: after a restore from a dump it means nothing. Findings are never written in subtransactions, which
 * snapshots do not list.
 *
 * `xmin` lacks its epoch, so it is counted back from the snapshot's end. A row frozen epochs ago may look younger than
 * it is and is at worst taken for changed. A snapshot that is not of this database's recent past has seen nothing.
 */
export function seenIn(snapshot: string, alias: 'f' | 'known' | 'made' = 'f'): Prisma.Sql {
  const xmin = Prisma.raw(`${alias}.xmin`);
  const end = Prisma.sql`${snapshot.split(':')[1]}::bigint`;
  const ahead = Prisma.sql`((${xmin}::text::bigint - ${end}) & ${EPOCH - 1n}::bigint)`;
  const writer = Prisma.sql`GREATEST(${end} + ${ahead} - ${EPOCH}::bigint, 0)::text::xid8`;
  return Prisma.sql`(
    pg_snapshot_xmax(pg_current_snapshot())::text::bigint - ${end} BETWEEN 0 AND ${REACH / 2n}::bigint
    AND ${ahead} >= ${REACH}::bigint AND pg_visible_in_snapshot(${writer}, ${snapshot}::pg_snapshot))`;
}

/**
 * Whether the finding `f` is at the version that the snapshot had: it was not written since, or only weighed anew,
 * which raises no version. Versions only grow, so a history row of today's version that was there says so; a finding
 * without history has the row of its text, which is written with it.
 */
export function asIn(snapshot: string): Prisma.Sql {
  return Prisma.sql`(${seenIn(snapshot)}
    OR EXISTS (SELECT FROM finding_event known
      WHERE known.finding_id = f.id AND known.version = f.version AND ${seenIn(snapshot, 'known')})
    OR (f.version = 1 AND EXISTS (SELECT FROM finding_detail made
      WHERE made.finding_id = f.id AND ${seenIn(snapshot, 'made')})))`;
}
