import type { Tx } from '@/lib/core/db';
import { EVENT_PLACES } from '@/lib/events/types';
import { WORD_KEYS } from '@/lib/events/words';
import { COUNTED_FROM, LINKED } from '@/lib/timeline/data/events';
import type { About } from '@/lib/timeline/data/incident';
import type { TimelineFacet, TimelineItem } from '@/lib/timeline/types';
import type { Prisma } from '@/prisma/generated/client';

/** Of how many of the newest events the facets of places tell, as in lib/events/data/overview.ts. */
export const FACETS_OVER = 5_000;
const VALUES = 5;

type Value = { readonly key: string; readonly value: string; readonly count: number };

async function eventValues(tx: Pick<Tx, '$queryRaw'>, about: About, where: Prisma.Sql): Promise<Value[]> {
  return tx.$queryRaw<Value[]>`
    WITH ${LINKED(about)},
    newest AS (SELECT e.words FROM ${COUNTED_FROM} WHERE ${where} ORDER BY e.at DESC LIMIT ${FACETS_OVER}),
    counted AS (
      SELECT split_part(word, ':', 1) AS key, substr(word, strpos(word, ':') + 1) AS value, count(*)::int AS count
      FROM newest, unnest(words) AS word GROUP BY word),
    ranked AS (SELECT *, row_number() OVER (PARTITION BY key ORDER BY count DESC, value) AS place FROM counted)
    SELECT key, value, count FROM ranked WHERE place <= ${VALUES * 2}`;
}

function ownValues({ places }: TimelineItem): Value[] {
  return EVENT_PLACES.flatMap((place) => {
    const value = places[place];
    return value ? [{ key: WORD_KEYS[place], value: value.toLowerCase(), count: 1 }] : [];
  });
}

const ranked = (counts: ReadonlyMap<string, number>) =>
  [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));

function kinds(own: readonly TimelineItem[], events: number): TimelineFacet {
  const counts = new Map<string, number>(events > 0 ? [['event', events]] : []);
  for (const { kind } of own) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return { key: 'kind', values: ranked(counts) };
}

/** What the items have in common: their kinds, then by key of a search its most frequent values. */
export async function facetsOf(
  tx: Pick<Tx, '$queryRaw'>,
  about: About,
  { where, events }: { readonly where: Prisma.Sql | null; readonly events: number },
  own: readonly TimelineItem[],
): Promise<readonly TimelineFacet[]> {
  const found = where === null || events === 0 ? [] : await eventValues(tx, about, where);
  const counts = new Map<string, Map<string, number>>();
  for (const { key, value, count } of [...found, ...own.flatMap(ownValues)]) {
    const values = counts.get(key) ?? new Map<string, number>();
    values.set(value, (values.get(value) ?? 0) + count);
    counts.set(key, values);
  }
  const facets = [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, values]) => ({
      key,
      values: ranked(values).slice(0, VALUES),
    }));
  return [kinds(own, events), ...facets];
}
