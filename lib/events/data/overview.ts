import type { Scope } from '@/lib/access/policy';
import type { Tx } from '@/lib/core/db';
import { withPatience } from '@/lib/events/data/patience';
import { eventsWhere } from '@/lib/events/data/where';
import { type EventAddress, type Window, windowOf } from '@/lib/events/search-params';
import type { Bucket, EventOverview, Facet } from '@/lib/events/view-types';
import { SEVERITIES } from '@/lib/findings/severity';
import type { Prisma } from '@/prisma/generated/client';

const FACETS_OVER = 5_000;
const VALUES = 5;
/** Of a histogram: about so many, in widths that people count in. */
const BUCKETS = 60;
const WIDTHS = [1, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400, 604_800];

function widthOf({ from, to }: Window): number {
  const seconds = (to.getTime() - from.getTime()) / 1000;
  return WIDTHS.find((width) => seconds / width <= BUCKETS) ?? 604_800;
}

type Counted = { readonly bucket: number; readonly severity: number; readonly count: number };

/** Every stretch of the window is there, also the empty ones: a gap in the picture is a gap in the events. */
async function bucketsOf(tx: Tx, where: Prisma.Sql, { from, to }: Window, width: number): Promise<Bucket[]> {
  const counted = await tx.$queryRaw<Counted[]>`
    SELECT floor(extract(epoch FROM e.at) / ${width}::int)::int AS bucket, e.severity, count(*)::int AS count
    FROM event e WHERE ${where} GROUP BY 1, 2`;
  const first = Math.floor(from.getTime() / 1000 / width);
  const last = Math.floor((to.getTime() - 1) / 1000 / width);
  const counts = Array.from({ length: last - first + 1 }, () => SEVERITIES.map(() => 0));
  for (const { bucket, severity, count } of counted) {
    const own = counts[bucket - first];
    if (own) own[severity] = count;
  }
  return counts.map((own, index) => ({ from: new Date((first + index) * width * 1000).toISOString(), counts: own }));
}

type Value = { readonly key: string; readonly value: string; readonly count: number };

async function facetsOf(tx: Tx, where: Prisma.Sql): Promise<Facet[]> {
  const values = await tx.$queryRaw<Value[]>`
    WITH newest AS (SELECT e.words FROM event e WHERE ${where} ORDER BY e.at DESC LIMIT ${FACETS_OVER}),
    counted AS (
      SELECT split_part(word, ':', 1) AS key, substr(word, strpos(word, ':') + 1) AS value, count(*)::int AS count
      FROM newest, unnest(words) AS word GROUP BY word),
    ranked AS (SELECT *, row_number() OVER (PARTITION BY key ORDER BY count DESC, value) AS place FROM counted)
    SELECT key, value, count FROM ranked WHERE place <= ${VALUES} ORDER BY key, place`;
  return [...Map.groupBy(values, ({ key }) => key)].map(([key, own]) => ({
    key,
    values: own.map(({ value, count }) => ({ value, count })),
  }));
}

/** The picture over a search: how many when, and what they have in common. @throws DomainError `unavailable` */
export async function eventOverview(scope: Scope, address: EventAddress, now: Date): Promise<EventOverview> {
  const window = windowOf(address, now);
  const seconds = widthOf(window);
  const where = eventsWhere(scope, address, window);
  return withPatience(async (tx) => {
    const buckets = await bucketsOf(tx, where, window, seconds);
    const total = buckets.reduce((sum, { counts }) => sum + counts.reduce((all, count) => all + count, 0), 0);
    return {
      from: window.from.toISOString(),
      to: window.to.toISOString(),
      seconds,
      total,
      buckets,
      facets: total === 0 ? [] : await facetsOf(tx, where),
      facetsOver: Math.min(total, FACETS_OVER),
    };
  });
}
