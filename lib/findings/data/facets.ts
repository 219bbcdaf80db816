import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { daysBefore } from '@/lib/findings/age';
import { type FacetCounts, facetLabels } from '@/lib/findings/data/facet-labels';
import { type ListedProduct, listedProducts, productsToName } from '@/lib/findings/data/products';
import {
  type Condition,
  conditionsOf,
  findingWhere,
  slaState,
  tallyWhere,
  type Viewer,
} from '@/lib/findings/data/where';
import { AGES, type FindingFilter } from '@/lib/findings/search-params';
import { type Count, FACETS, type FacetName, type Facets } from '@/lib/findings/types';
import { Prisma } from '@/prisma/generated/client';

/** Counts that the tally cannot give stop here: beyond it they say "at least". */
export const COUNT_BOUND = 1_000;

type Tallied = Exclude<FacetName, 'team' | 'sla' | 'source' | 'tag'>;

const answer = (column: string) => `CASE ${column} WHEN TRUE THEN 'yes' WHEN FALSE THEN 'no' ELSE 'unknown' END`;

/** The column of each tallied dimension, and what a value of it is called in the address. Grouped raw, named last. */
const DIMENSIONS: readonly { readonly facet: Tallied; readonly column: string; readonly name: string }[] = [
  { facet: 'status', column: 'status', name: 'status::text' },
  { facet: 'severity', column: 'severity', name: "(ARRAY['info', 'low', 'medium', 'high', 'critical'])[severity + 1]" },
  { facet: 'product', column: 'product_id', name: 'product_id::text' },
  { facet: 'kind', column: 'kind', name: 'kind' },
  { facet: 'scanner', column: 'scanner', name: 'scanner' },
  { facet: 'assignee', column: 'assignee_id', name: "COALESCE(assignee_id::text, 'none')" },
  { facet: 'kev', column: 'known_exploited', name: answer('known_exploited') },
  { facet: 'fix', column: 'fix_available', name: answer('fix_available') },
  { facet: 'age', column: 'age', name: 'age' },
];
const COLUMNS = Prisma.raw(
  DIMENSIONS.filter(({ facet }) => facet !== 'age')
    .map(({ column }) => `f.${column}`)
    .join(', '),
);

/** The age of a day of first sight, by its name in the address. */
export function ageOf(day: Prisma.Sql, now: Date): Prisma.Sql {
  const after = (days: number) => Prisma.sql`${day} >= ${daysBefore(now, days)}::date`;
  return Prisma.sql`CASE WHEN ${after(AGES.week[1])} THEN 'week' WHEN ${after(AGES.month[1])} THEN 'month'
    WHEN ${after(AGES.quarter[1])} THEN 'quarter' WHEN ${after(AGES.year[1])} THEN 'year' ELSE 'older' END`;
}

const countSchema = z.array(z.object({ facet: z.string(), value: z.string(), n: z.number() }));
type Counted = z.infer<typeof countSchema>;

/** Every tallied dimension of the rows `m` counted in one pass, and the total: a set is told by the column it groups by. */
function countAll(rows: Prisma.Sql): Prisma.Sql {
  const choose = (what: (dimension: (typeof DIMENSIONS)[number]) => string) =>
    Prisma.raw(DIMENSIONS.map((one) => `WHEN GROUPING(${one.column}) = 0 THEN ${what(one)}`).join(' '));
  const sets = Prisma.raw(DIMENSIONS.map(({ column }) => `(${column})`).join(', '));
  return Prisma.sql`
    SELECT CASE ${choose(({ facet }) => `'${facet}'`)} ELSE 'total' END AS facet,
      CASE ${choose(({ name }) => name)} ELSE '' END AS value, COALESCE(sum(n), 0)::float8 AS n
    FROM (${rows}) AS m GROUP BY GROUPING SETS (${sets}, ())`;
}

async function countTally(where: Prisma.Sql, now: Date): Promise<Counted> {
  const rows = Prisma.sql`
    SELECT ${COLUMNS}, ${ageOf(Prisma.sql`f.first_seen_on`, now)} AS age, f.n FROM finding_tally f WHERE ${where}`;
  return countSchema.parse(await unsafeDb().$queryRaw(countAll(rows)));
}

/** Counts over the first rows that match, one more than the bound so that the bound is noticed. */
async function countRows(where: Prisma.Sql, now: Date): Promise<Counted> {
  const day = Prisma.sql`(f.first_seen_at AT TIME ZONE 'UTC')::date`;
  const found = await unsafeDb().$queryRaw`
    WITH sample AS MATERIALIZED (
      SELECT f.id, f.tags, ${slaState(now)} AS sla, ${COLUMNS}, ${ageOf(day, now)} AS age, 1 AS n FROM finding f
      WHERE ${where} LIMIT ${COUNT_BOUND + 1}
    ) ${countAll(Prisma.sql`SELECT * FROM sample`)}
    UNION ALL SELECT 'sla', sla, count(*)::float8 FROM sample GROUP BY sla
    UNION ALL SELECT 'tag', tag, count(*)::float8 FROM sample, unnest(sample.tags) AS tag GROUP BY tag
    UNION ALL SELECT 'source', s.source_id::text, count(*)::float8
      FROM sample JOIN finding_source s ON s.finding_id = sample.id GROUP BY s.source_id`;
  return countSchema.parse(found);
}

type Figures = { readonly total: Count; readonly of: (facet: FacetName) => FacetCounts };

function figures(counted: Counted, exact: boolean): Figures {
  const total = counted.find(({ facet }) => facet === 'total')?.n ?? 0;
  const of = (facet: FacetName) => ({
    exact,
    n: new Map(counted.filter((one) => one.facet === facet && one.n > 0).map(({ value, n }) => [value, n])),
  });
  return { total: exact ? { n: total, exact } : { n: COUNT_BOUND, exact }, of };
}

async function rowFigures(conditions: readonly Condition[], now: Date): Promise<Figures> {
  const counted = await countRows(findingWhere(conditions), now);
  const total = counted.find(({ facet }) => facet === 'total')?.n ?? 0;
  return figures(counted, total <= COUNT_BOUND);
}

/** Exact from the maintained counts where they know every dimension of the filter, else counted within the bound. */
async function figuresOf(conditions: readonly Condition[], now: Date): Promise<Figures> {
  const where = tallyWhere(conditions);
  return where ? figures(await countTally(where, now), true) : rowFigures(conditions, now);
}

/** How many findings the filter matches within the scope. Never a wrong figure: beyond the bound it is "at least". */
export async function countFindings(scope: Scope, filter: FindingFilter, viewer: Viewer): Promise<Count> {
  const conditions = conditionsOf(scope, await productsToName(scope, filter), filter, viewer);
  const where = tallyWhere(conditions);
  if (where) {
    const found = await unsafeDb()
      .$queryRaw`SELECT COALESCE(sum(n), 0)::float8 AS n FROM finding_tally f WHERE ${where}`;
    return { n: z.array(z.object({ n: z.number() })).parse(found)[0]?.n ?? 0, exact: true };
  }
  const found = await unsafeDb().$queryRaw`
    SELECT count(*)::float8 AS n FROM
      (SELECT 1 FROM finding f WHERE ${findingWhere(conditions)} LIMIT ${COUNT_BOUND + 1}) AS bounded`;
  const n = z.array(z.object({ n: z.number() })).parse(found)[0]?.n ?? 0;
  return n > COUNT_BOUND ? { n: COUNT_BOUND, exact: false } : { n, exact: true };
}

const isTallied = (facet: FacetName): facet is Tallied => DIMENSIONS.some((one) => one.facet === facet);

function teamsOf(products: readonly ListedProduct[], { exact, n }: FacetCounts): FacetCounts {
  const teams = new Map<string, number>();
  for (const { id, team } of products) {
    const count = n.get(id) ?? 0;
    if (count > 0) teams.set(team.id, (teams.get(team.id) ?? 0) + count);
  }
  return { exact, n: teams };
}

/**
 * The counts beside each filter: each facet counted under all the other filters, but not under itself, so that it says
 * what choosing another of its values would show.
 */
export async function facetCounts(scope: Scope, filter: FindingFilter, viewer: Viewer): Promise<Facets> {
  const products = await listedProducts(scope);
  const conditions = conditionsOf(scope, products, filter, viewer);
  const without = (facet: FacetName | null) => conditions.filter((one) => facet === null || one.facet !== facet);
  const known = new Map<string, Promise<Figures>>();
  const ask = (kind: 'any' | 'rows', own: FacetName | null) => {
    const excluded = conditions.some(({ facet }) => facet === own) ? own : null;
    const key = `${kind}:${excluded}`;
    const asked = known.get(key) ?? (kind === 'any' ? figuresOf : rowFigures)(without(excluded), viewer.now);
    known.set(key, asked);
    return asked;
  };
  const counted = await Promise.all(
    FACETS.map(async (facet) => {
      if (facet === 'team') return teamsOf(products, (await ask('any', 'team')).of('product'));
      return (await ask(isTallied(facet) ? 'any' : 'rows', facet)).of(facet);
    }),
  );
  const total = (await ask('any', null)).total;
  return facetLabels(scope, products, filter, total, new Map(FACETS.map((facet, index) => [facet, counted[index]])));
}
