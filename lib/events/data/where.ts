import type { Scope } from '@/lib/access/policy';
import { type PlaceKey, parseSearch, type Term } from '@/lib/events/search/grammar';
import type { EventAddress, Window } from '@/lib/events/search-params';
import { WORD_KEYS, wordOf } from '@/lib/events/words';
import { escapeLike } from '@/lib/findings/data/like';
import { Prisma } from '@/prisma/generated/client';

const COLUMNS: Readonly<Record<PlaceKey, Prisma.Sql>> = {
  name: Prisma.sql`e.name`,
  action: Prisma.sql`e.action`,
  actor: Prisma.sql`e.actor`,
  sourceAddress: Prisma.sql`e.source_address`,
  targetAddress: Prisma.sql`e.target_address`,
  host: Prisma.sql`e.host`,
  cluster: Prisma.sql`e.cluster`,
  namespace: Prisma.sql`e.namespace`,
  pod: Prisma.sql`e.pod`,
  container: Prisma.sql`e.container`,
  image: Prisma.sql`e.image`,
  process: Prisma.sql`e.process`,
  file: Prisma.sql`e.file`,
};

/** A whole value is looked up by its word; with `*` it is a pattern over the column. */
function placeIs(place: PlaceKey, value: string): Prisma.Sql {
  if (value.includes('*')) {
    return Prisma.sql`${COLUMNS[place]} ILIKE ${escapeLike(value).replaceAll('*', '%')}`;
  }
  const word = Prisma.sql`e.words @> ARRAY[${wordOf(WORD_KEYS[place], value)}]`;
  return value.length > 100 ? Prisma.sql`(${word} AND lower(${COLUMNS[place]}) = ${value.toLowerCase()})` : word;
}

/** What a term asks of `event AS e`, its negation aside. */
export function termIs(term: Term): Prisma.Sql {
  switch (term.kind) {
    case 'place':
      return placeIs(term.place, term.value);
    case 'also':
      return Prisma.sql`e.words @> ARRAY[${wordOf(term.key, term.value)}]`;
    case 'severity':
      return Prisma.sql`e.severity >= ${term.atLeast}`;
    case 'outcome':
      return Prisma.sql`e.outcome = ${term.outcome}::event_outcome`;
    case 'class':
      return Prisma.sql`e.class = ${term.class}::event_class`;
    case 'technique':
      return Prisma.sql`EXISTS (SELECT FROM unnest(e.techniques) AS own WHERE own = ${term.technique} OR own LIKE ${`${escapeLike(term.technique)}.%`})`;
    case 'sender':
      return Prisma.sql`e.sender_id IN (SELECT id FROM event_sender WHERE lower(name) = ${term.sender.toLowerCase()})`;
    case 'text': {
      const pattern = `%${escapeLike(term.text)}%`;
      return Prisma.sql`(e.message ILIKE ${pattern} OR array_to_string(e.words, ' ') ILIKE ${pattern})`;
    }
  }
}

function inProducts({ product, team }: Pick<EventAddress, 'product' | 'team'>): Prisma.Sql[] {
  if (product.length + team.length === 0) return [];
  return [
    Prisma.sql`e.product_id IN (SELECT p.id FROM product p JOIN team t ON t.id = p.team_id
      WHERE p.slug = ANY(${product}) OR t.slug = ANY(${team}))`,
  ];
}

/** What a search asks of `event AS e`, within the scope and the window. */
export function eventsWhere(scope: Scope, address: EventAddress, { from, to }: Window): Prisma.Sql {
  const { terms } = parseSearch(address.q ?? '');
  const conditions = [
    Prisma.sql`e.at >= ${from} AND e.at < ${to}`,
    ...(scope.products === 'all' ? [] : [Prisma.sql`e.product_id = ANY(${[...scope.products]}::uuid[])`]),
    ...inProducts(address),
    ...terms.map((term) => (term.not ? Prisma.sql`NOT ${termIs(term)}` : termIs(term))),
  ];
  return Prisma.join(conditions, ' AND ');
}
