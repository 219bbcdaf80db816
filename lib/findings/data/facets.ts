import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { type Condition, findingWhere, productsOf } from '@/lib/findings/data/condition';
import { type Counted, countedIn, countedTotal, facetsOf } from '@/lib/findings/data/counted';
import { COUNT_BOUND, countRows } from '@/lib/findings/data/counted-rows';
import { type FacetCounts, facetLabels } from '@/lib/findings/data/facet-labels';
import { type ListedProduct, listedProducts, productsToName } from '@/lib/findings/data/products';
import { spreadOf } from '@/lib/findings/data/spread';
import { conditionsOf, OPEN_OR_CLOSED, type Viewer } from '@/lib/findings/data/where';
import type { FindingFilter } from '@/lib/findings/search-params';
import { type Count, FACETS, type FacetName, type Facets } from '@/lib/findings/types';

const nOf = (counted: Counted) => counted.find(({ facet }) => facet === 'total')?.n ?? 0;
const bounded = (n: number): Count => (n > COUNT_BOUND ? { n: COUNT_BOUND, exact: false } : { n, exact: true });

function valuesOf(facet: FacetName, counted: Counted, exact: boolean): FacetCounts {
  const own = counted.filter((one) => one.facet === facet && one.n > 0);
  return { exact, n: new Map(own.map(({ value, n }) => [value, n])) };
}

async function countThat(conditions: readonly Condition[]): Promise<Count> {
  const counted = await countedTotal(conditions);
  if (counted !== null) return { n: counted, exact: true };
  const found = await unsafeDb().$queryRaw`
    SELECT count(*)::float8 AS n FROM
      (SELECT 1 FROM finding f WHERE ${findingWhere((await spreadOf(conditions, null)).conditions)} LIMIT ${COUNT_BOUND + 1}) AS bounded`;
  return bounded(z.tuple([z.object({ n: z.number() })]).parse(found)[0].n);
}

/** How many findings the filter matches within the scope. Never a wrong figure: beyond the bound it is "at least". */
export async function countFindings(scope: Scope, filter: FindingFilter, viewer: Viewer): Promise<Count> {
  return countThat(await conditionsOf(scope, await productsToName(scope, filter), filter, viewer));
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
 * Facets under all conditions but their own, over the first rows that match: those with the same conditions together.
 * `total`: how many match, where that was counted along the way.
 */
async function facetsInRows(facets: readonly FacetName[], conditions: readonly Condition[], now: Date) {
  const groups = Map.groupBy(facets, (facet) => (conditions.some((one) => one.facet === facet) ? facet : null));
  const counted = await Promise.all(
    [...groups].map(async ([own, group]) => {
      const asked = conditions.filter((one) => own === null || one.facet !== own);
      const others = own === 'status' && productsOf(asked) ? [...asked, OPEN_OR_CLOSED] : asked;
      const counted = await countRows((await spreadOf(others, null)).conditions, group, now);
      const exact = nOf(counted) <= COUNT_BOUND;
      const valued = group.map((facet): [FacetName, FacetCounts] => [
        facet,
        valuesOf(facet === 'team' ? 'product' : facet, counted, exact),
      ]);
      return { own, total: bounded(nOf(counted)), valued };
    }),
  );
  const total = counted.find(({ own }) => own === null)?.total ?? null;
  return { total, facets: new Map(counted.flatMap(({ valued }) => valued)) };
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
  const inTables = (facet: FacetName) => tally.includes(facet) || day.includes(facet);
  const [byCell, byDay, inRows] = await Promise.all([
    tally.length > 0 ? countedIn('tally', asked(tally), conditions, now) : null,
    day.length > 0 ? countedIn('day', asked(day), conditions, now) : null,
    facetsInRows(
      FACETS.filter((facet) => !inTables(facet)),
      conditions,
      now,
    ),
  ]);
  const countsOf = (facet: FacetName): FacetCounts => {
    const own = (tally.includes(facet) ? byCell : null) ?? (day.includes(facet) ? byDay : null);
    return own ? valuesOf(countedAs(facet), own, true) : (inRows.facets.get(facet) ?? { exact: false, n: new Map() });
  };
  const facets = FACETS.map((facet): [FacetName, FacetCounts] => {
    const counts = countsOf(facet);
    return [facet, facet === 'team' ? teamsOf(products, counts) : counts];
  });
  const told = byCell ?? byDay;
  const total = told ? { n: nOf(told), exact: true } : (inRows.total ?? (await countThat(conditions)));
  return facetLabels(scope, products, filter, total, new Map(facets));
}
