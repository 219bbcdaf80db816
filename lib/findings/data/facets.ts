import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { narrowed } from '@/lib/findings/data/cells';
import {
  ageOf,
  type Counted,
  countedIn,
  countedSchema,
  countedTotal,
  facetsOf,
  NAMED_IN_ROWS,
} from '@/lib/findings/data/counted';
import { type FacetCounts, facetLabels } from '@/lib/findings/data/facet-labels';
import { type ListedProduct, listedProducts, productsToName } from '@/lib/findings/data/products';
import { type Condition, conditionsOf, findingWhere, OPEN, slaState, type Viewer } from '@/lib/findings/data/where';
import type { FindingFilter } from '@/lib/findings/search-params';
import { type Count, FACETS, type FacetName, type Facets } from '@/lib/findings/types';
import { Prisma } from '@/prisma/generated/client';

/** Counts that the maintained ones cannot give stop here: beyond it they say "at least". */
export const COUNT_BOUND = 1_000;

/** By a word of the sources that report them; those of which nobody said it count nowhere. */
function saidOf(facet: 'branch' | 'environment'): Prisma.Sql {
  const word = Prisma.raw(`o.${facet}`);
  return Prisma.sql`SELECT ${facet}::text, ${word}, count(DISTINCT sample.id)::float8
    FROM sample JOIN finding_source s ON s.finding_id = sample.id JOIN source o ON o.id = s.source_id
    WHERE ${word} <> '' AND (s.present OR sample.status NOT IN (${OPEN})) GROUP BY ${word}`;
}

/** Counts over the first rows that match, one more than the bound so that the bound is noticed. */
async function countRows(conditions: readonly Condition[], now: Date): Promise<Counted> {
  const where = findingWhere(await narrowed(conditions));
  const age = ageOf(Prisma.sql`(f.first_seen_at AT TIME ZONE 'UTC')::date`, now);
  const named = NAMED_IN_ROWS.map(
    ({ facet, name }) =>
      Prisma.sql`UNION ALL SELECT ${facet}::text, ${name}, count(*)::float8 FROM sample f GROUP BY 2`,
  );
  const found = await unsafeDb().$queryRaw`
    WITH sample AS MATERIALIZED (
      SELECT f.id, f.status, f.severity, f.kind, f.scanner, f.known_exploited, f.fix_available, f.ssvc, f.assignee_id, f.product_id,
        f.tags, ${slaState(now)} AS sla, ${age} AS age FROM finding f
      WHERE ${where} LIMIT ${COUNT_BOUND + 1})
    SELECT 'total' AS facet, '' AS value, count(*)::float8 AS n FROM sample
    ${Prisma.join(named, ' ')}
    UNION ALL SELECT 'age', age, count(*)::float8 FROM sample GROUP BY age
    UNION ALL SELECT 'sla', sla, count(*)::float8 FROM sample GROUP BY sla
    UNION ALL SELECT 'tag', tag, count(*)::float8 FROM sample, unnest(sample.tags) AS tag GROUP BY tag
    UNION ALL SELECT 'source', s.source_id::text, count(*)::float8
      FROM sample JOIN finding_source s ON s.finding_id = sample.id GROUP BY s.source_id
    UNION ALL ${saidOf('branch')} UNION ALL ${saidOf('environment')}`;
  return countedSchema.parse(found);
}

const nOf = (counted: Counted) => counted.find(({ facet }) => facet === 'total')?.n ?? 0;
const bounded = (n: number): Count => (n > COUNT_BOUND ? { n: COUNT_BOUND, exact: false } : { n, exact: true });

function valuesOf(facet: FacetName, counted: Counted, exact: boolean): FacetCounts {
  const own = counted.filter((one) => one.facet === facet && one.n > 0);
  return { exact, n: new Map(own.map(({ value, n }) => [value, n])) };
}

/** How many findings the filter matches within the scope. Never a wrong figure: beyond the bound it is "at least". */
export async function countFindings(scope: Scope, filter: FindingFilter, viewer: Viewer): Promise<Count> {
  const conditions = await conditionsOf(scope, await productsToName(scope, filter), filter, viewer);
  const counted = await countedTotal(conditions);
  if (counted !== null) return { n: counted, exact: true };
  const found = await unsafeDb().$queryRaw`
    SELECT count(*)::float8 AS n FROM
      (SELECT 1 FROM finding f WHERE ${findingWhere(await narrowed(conditions))} LIMIT ${COUNT_BOUND + 1}) AS bounded`;
  return bounded(z.tuple([z.object({ n: z.number() })]).parse(found)[0].n);
}

function teamsOf(products: readonly ListedProduct[], { exact, n }: FacetCounts): FacetCounts {
  const teams = new Map<string, number>();
  for (const { id, team } of products) {
    const count = n.get(id) ?? 0;
    if (count > 0) teams.set(team.id, (teams.get(team.id) ?? 0) + count);
  }
  return { exact, n: teams };
}

type Wanted = readonly (FacetName | 'total')[];

/** Which table counts what; facets that neither counts are counted in rows. */
function share(conditions: readonly Condition[], now: Date): { readonly tally: Wanted; readonly day: Wanted } {
  const tally = facetsOf('tally', conditions, now);
  const day = facetsOf('day', conditions, now).filter((facet) => !tally.includes(facet));
  return tally.length > 0
    ? { tally: ['total', ...tally], day }
    : { tally, day: day.length > 0 ? ['total', ...day] : [] };
}

/**
 * The counts beside each filter: each facet counted under all the other filters, but not under itself, so that it says
 * what choosing another of its values would show.
 */
export async function facetCounts(scope: Scope, filter: FindingFilter, viewer: Viewer): Promise<Facets> {
  const { now } = viewer;
  const products = await listedProducts(scope);
  const conditions = await conditionsOf(scope, products, filter, viewer);
  const { tally, day } = share(conditions, now);
  const placed = conditions.some(({ facet }) => facet === 'product' || facet === 'team');
  // Without a condition on either, teams are told by the same counts as products.
  const asked = (wanted: Wanted) => wanted.filter((facet) => placed || facet !== 'team');
  const countedAs = (facet: FacetName) => (facet === 'team' && !placed ? 'product' : facet);
  const known = new Map<FacetName | null, Promise<Counted>>();
  const rowsWithout = (facet: FacetName) => {
    const own = conditions.some((one) => one.facet === facet) ? facet : null;
    const asked =
      known.get(own) ??
      countRows(
        conditions.filter((one) => own === null || one.facet !== own),
        now,
      );
    known.set(own, asked);
    return asked;
  };
  const kept = Promise.all([
    tally.length > 0 ? countedIn('tally', asked(tally), conditions, now) : null,
    day.length > 0 ? countedIn('day', asked(day), conditions, now) : null,
  ]);
  const inRows = async (facet: FacetName) => {
    const counted = await rowsWithout(facet);
    return valuesOf(facet === 'team' ? 'product' : facet, counted, nOf(counted) <= COUNT_BOUND);
  };
  const counted = await Promise.all(
    FACETS.map(async (facet): Promise<[FacetName, FacetCounts]> => {
      const [byCell, byDay] = await kept;
      const own = (tally.includes(facet) ? byCell : null) ?? (day.includes(facet) ? byDay : null);
      const counts = own ? valuesOf(countedAs(facet), own, true) : await inRows(facet);
      return [facet, facet === 'team' ? teamsOf(products, counts) : counts];
    }),
  );
  const [byCell, byDay] = await kept;
  const exact = byCell ?? byDay;
  const total = exact ? { n: nOf(exact), exact: true } : await countFindings(scope, filter, viewer);
  return facetLabels(scope, products, filter, total, new Map(counted));
}
