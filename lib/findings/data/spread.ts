import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { tallyFor } from '@/lib/findings/data/levels';
import { type Condition, countsWhere } from '@/lib/findings/data/where';
import type { FacetName } from '@/lib/findings/types';
import { Prisma } from '@/prisma/generated/client';

/** Kinds that have an index of their own, as it names them. */
const RARE_KINDS = ['host', 'licence', 'secret', 'web'] as const;
/** Of all findings; what more of them are is met soon enough on the way through any order. */
const COMMON = 0.02;
/** Rows of a page, about: what is spread evenly is met after so many times the findings that hold one of them. */
const PAGE = 100;
/** Pairs of product and severity that a statement names; more of them are no place. */
const PAIRS_MAX = 300;

const DIMENSIONS: readonly (FacetName | null)[] = ['status', 'severity', 'kind', 'scanner', 'kev', 'fix'];

/** What an order by a score or a date can begin with: nothing that matches lies before it. */
export type Bounds = {
  readonly cvss: number;
  readonly epss: number;
  readonly priority: number;
  readonly due: Date | null;
};

/** `conditions` are those that were given and what follows from them; `bounds` is null where nothing matches. */
export type Spread = { readonly conditions: readonly Condition[]; readonly bounds: Bounds | null };

const totalSchema = z.tuple([
  z.object({
    all: z.number(),
    matching: z.number(),
    kinds: z.array(z.string()),
    cvss: z.number().nullable(),
    epss: z.number().nullable(),
    priority: z.number().nullable(),
    due: z.date().nullable(),
  }),
]);
const pairsSchema = z.array(z.object({ productId: z.string(), severity: z.number(), held: z.number(), n: z.number() }));
const countSchema = z.tuple([z.object({ n: z.number() })]);

const whereOf = (conditions: readonly Condition[]) => countsWhere(conditions, 'tally') ?? Prisma.sql`FALSE`;

/** What the tally of all products says of the conditions that it knows: of too many findings, never of too few. */
async function readTotals(told: readonly Condition[]) {
  const where = whereOf(told.filter(({ facet }) => DIMENSIONS.includes(facet)));
  const found = await unsafeDb().$queryRaw`
    SELECT COALESCE(sum(f.n), 0)::float8 AS "all", COALESCE(sum(f.n) FILTER (WHERE ${where}), 0)::float8 AS matching,
      COALESCE(array_agg(DISTINCT f.kind) FILTER (WHERE ${where} AND f.n > 0), '{}') AS kinds,
      max(f.cvss_most) FILTER (WHERE ${where})::float8 AS cvss, max(f.epss_most) FILTER (WHERE ${where})::float8 AS epss,
      max(f.priority_most) FILTER (WHERE ${where}) AS priority,
      min(f.due_first) FILTER (WHERE ${where} AND isfinite(f.due_first)) AS due
    FROM ${tallyFor([], null)} AS f`;
  return totalSchema.parse(found)[0];
}

/** Pairs of product and severity with something that matches, and all that the places' index would read for each. */
async function readPairs(told: readonly Condition[]) {
  const blind = told.filter((one) => one.blind);
  const known = told.filter((one) => !one.blind);
  const found = await unsafeDb().$queryRaw`
    SELECT f.product_id::text AS "productId", f.severity, sum(f.n)::float8 AS held,
      sum(f.n) FILTER (WHERE ${whereOf(blind)})::float8 AS n
    FROM ${tallyFor(told, 'product')} AS f WHERE ${whereOf(known)}
    GROUP BY 1, 2 HAVING sum(f.n) FILTER (WHERE ${whereOf(blind)}) > 0 LIMIT ${PAIRS_MAX + 1}`;
  return pairsSchema.parse(found);
}

async function countOf(told: readonly Condition[]): Promise<number> {
  const found = await unsafeDb().$queryRaw`
    SELECT COALESCE(sum(f.n), 0)::float8 AS n FROM ${tallyFor(told, null)} AS f WHERE ${whereOf(told)}`;
  return countSchema.parse(found)[0].n;
}

const follows = (finding: Prisma.Sql, few: boolean): Condition => ({
  facet: null,
  finding,
  tally: null,
  day: null,
  few,
});

function inPairs(pairs: z.infer<typeof pairsSchema>): Condition {
  const products = pairs.map(({ productId }) => productId);
  const severities = pairs.map(({ severity }) => severity);
  return follows(
    Prisma.sql`(f.product_id, f.severity) IN (
      SELECT c.product_id, c.severity FROM unnest(${products}::uuid[], ${severities}::smallint[]) AS c (product_id, severity))`,
    true,
  );
}

/** Written out, so that the planner may use the partial index. */
function ofKinds(kinds: readonly string[], few: boolean): Condition {
  const known = RARE_KINDS.filter((one) => kinds.includes(one));
  return follows(Prisma.sql`f.kind IN (${Prisma.raw(known.map((one) => `'${one}'`).join(', '))})`, few);
}

const isRare = (kind: string) => RARE_KINDS.some((one) => one === kind);
const isPlace = ({ facet }: Condition) => facet === null || facet === 'product' || facet === 'team';

/** Findings that are looked through for a page where `n` of `all` match and lie anywhere. */
const walk = (all: number, n: number) => (PAGE * all) / Math.max(n, 1);

/** What the tally tells of where the matches are, for a filter that asks for something that no index knows. */
async function placesOf(
  told: readonly Condition[],
  { all, matching, kinds }: z.infer<typeof totalSchema>[0],
): Promise<readonly Condition[]> {
  if (matching <= 0) return [follows(Prisma.sql`FALSE`, true)];
  const placed = told.some(isPlace);
  if (kinds.length > 0 && kinds.every(isRare)) {
    const n = placed ? await countOf(told) : matching;
    return [ofKinds(kinds, n < walk(all, n))];
  }
  if (!placed && matching > COMMON * all) return [];
  const pairs = await readPairs(told);
  if (pairs.length === 0) return [follows(Prisma.sql`FALSE`, true)];
  const sumOf = (key: 'held' | 'n') => pairs.reduce((sum, one) => sum + one[key], 0);
  return pairs.length <= PAIRS_MAX && sumOf('held') < walk(all, sumOf('n')) ? [inPairs(pairs)] : [];
}

/**
 * What the maintained counts tell of the findings that match: where an order may begin, and conditions that follow and
 * that an index knows. Both hold for whatever was there when it was asked.
 */
export async function spreadOf(conditions: readonly Condition[]): Promise<Spread> {
  const told = conditions.filter(({ facet, tally }) => tally !== null && facet !== 'assignee');
  if (!told.some(({ facet }) => facet !== 'status' && DIMENSIONS.includes(facet))) return { conditions, bounds: null };
  const totals = await readTotals(told);
  const { cvss, epss, priority, due } = totals;
  const bounds = cvss === null || epss === null || priority === null ? null : { cvss, epss, priority, due };
  if (!told.some(({ blind }) => blind)) return { conditions, bounds };
  return { conditions: [...conditions, ...(await placesOf(told, totals))], bounds };
}
