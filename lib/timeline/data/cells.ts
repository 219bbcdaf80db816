import { z } from 'zod';
import type { Tx } from '@/lib/core/db';
import { COUNTED_FROM, LINKED } from '@/lib/timeline/data/events';
import type { About } from '@/lib/timeline/data/incident';
import { eventLane } from '@/lib/timeline/data/lane';
import { laneOrder, OWN_LANES } from '@/lib/timeline/lanes';
import type { Cell, Lane, LaneBy, TimelineItem } from '@/lib/timeline/types';
import type { Buckets } from '@/lib/timeline/window';
import { Prisma } from '@/prisma/generated/client';

/** Lanes of a picture; what is beyond shares one. */
const LANES = 20;
/** Severity ranks, and items without one. */
const COLUMNS = 6;

const countedSchema = z.array(
  z.object({ lane: z.string(), bucket: z.number(), severity: z.number(), count: z.number(), linked: z.number() }),
);
type Counted = z.infer<typeof countedSchema>[number];

/** Senders are counted by their ids and named afterwards: a join would ask for each of a hundred thousand events. */
async function senderNames(tx: Pick<Tx, '$queryRaw'>, { productId }: About): Promise<ReadonlyMap<string, string>> {
  const found = await tx.$queryRaw<{ readonly id: string; readonly lane: string }[]>`
    SELECT s.id::text AS id, ${eventLane('source', [])} AS lane FROM event_sender s WHERE s.product_id = ${productId}::uuid`;
  return new Map(found.map(({ id, lane }) => [id, lane]));
}

async function eventCounts(tx: Pick<Tx, '$queryRaw'>, about: About, where: Prisma.Sql, by: LaneBy, buckets: Buckets) {
  // Compared as bytes: the rules of a language cost as much as the counting.
  const lane = by === 'source' ? Prisma.sql`e.sender_id` : Prisma.sql`(${eventLane(by, about.spans)}) COLLATE "C"`;
  const found = await tx.$queryRaw`
    WITH ${LINKED(about)}, counted AS MATERIALIZED (
      SELECT ${lane} AS lane, e.severity, count(*)::int AS count, count(n.at)::int AS linked,
        date_bin(${`${buckets.micros} microseconds`}::interval, e.at, timestamptz 'epoch') AS begins
      FROM ${COUNTED_FROM} WHERE ${where} GROUP BY 1, 2, 5),
    ranked AS (
      SELECT lane, row_number() OVER (ORDER BY (sum(linked) > 0) DESC, sum(count) DESC, lane) AS place FROM counted GROUP BY lane),
    cells AS (
      SELECT shown.lane::text AS lane, severity, begins, sum(count)::int AS count, sum(linked)::int AS linked
      FROM counted LEFT JOIN (SELECT lane FROM ranked WHERE place <= ${LANES}) AS shown USING (lane) GROUP BY 1, 2, 3)
    SELECT COALESCE(lane, ${OWN_LANES.others}) AS lane, severity, count, linked,
      (round(extract(epoch FROM begins) * 1000000 / ${buckets.micros}::bigint) - ${buckets.first}::bigint)::int AS bucket
    FROM cells`;
  const counted = countedSchema.parse(found);
  if (by !== 'source') return counted;
  const names = await senderNames(tx, about);
  return counted.map((one) => ({ ...one, lane: names.get(one.lane) ?? one.lane }));
}

function ownCounts(items: readonly TimelineItem[], { micros, first, count }: Buckets): Counted[] {
  return items.map(({ lane, severity, time, flags }) => {
    const at = Date.parse(time) * 1000 + Number(time.slice(23, 26));
    const bucket = Math.floor(at / micros) - first;
    return {
      lane,
      severity: severity ?? COLUMNS - 1,
      // What began before the window is shown where it begins.
      bucket: Math.min(Math.max(bucket, 0), count - 1),
      count: 1,
      linked: Number(flags.includes('linked')),
    };
  });
}

export type Counts = { readonly lanes: readonly Lane[]; readonly cells: readonly Cell[]; readonly total: number };

/** How many items are in which lane and bucket. `where` null: no events. */
export async function countCells(
  tx: Pick<Tx, '$queryRaw'>,
  about: About,
  asked: { readonly where: Prisma.Sql | null; readonly by: LaneBy; readonly buckets: Buckets },
  own: readonly TimelineItem[],
): Promise<Counts> {
  const { where, by, buckets } = asked;
  const events = where === null ? [] : await eventCounts(tx, about, where, by, buckets);
  const cells = new Map<string, { lane: string; bucket: number; counts: number[]; linked: number }>();
  const lanes = new Map<string, number>();
  for (const { lane, bucket, severity, count, linked } of [...events, ...ownCounts(own, buckets)]) {
    const key = `${bucket} ${lane}`;
    const cell = cells.get(key) ?? { lane, bucket, counts: Array.from({ length: COLUMNS }, () => 0), linked: 0 };
    cell.counts[severity] = (cell.counts[severity] ?? 0) + count;
    cell.linked += linked;
    cells.set(key, cell);
    lanes.set(lane, (lanes.get(lane) ?? 0) + count);
  }
  const sorted = [...lanes].map(([key, count]) => ({ key, count })).toSorted(laneOrder(by, about.spans));
  return { lanes: sorted, cells: [...cells.values()], total: sorted.reduce((sum, { count }) => sum + count, 0) };
}
