import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { type Condition, productsOf } from '@/lib/findings/data/condition';
import { tallyFor } from '@/lib/findings/data/levels';
import {
  type Bounds,
  countOf,
  countOfDays,
  countSchema,
  DIMENSIONS,
  readTotals,
  type Totals,
  whereOf,
} from '@/lib/findings/data/totals';
import type { SortKey } from '@/lib/findings/search-params';
import { Prisma } from '@/prisma/generated/client';

/** Kinds that have an index of their own, as it names them. */
const RARE_KINDS = ['host', 'licence', 'secret', 'web'] as const;
/** Of all findings; what more of them are is met soon enough on the way through any order. */
const COMMON = 0.02;
/** Rows of a page, about: what is spread evenly is met after so many times the findings that hold one of them. */
const PAGE = 100;
/** Pairs of product and severity that a statement names; more of them are no place. */
const PAIRS_MAX = 300;
/** So many products are a place; more of them are looked through as all are. */
const NEAR_MAX = 20;
/** Of what no count knows, as the planner guesses. */
const UNKNOWN = 0.5;
/** Findings of a condition of few that are counted before they are taken for more than a few. */
const COUNTED_MAX = 20_000;

/**
 * `conditions` are those that were given and what follows from them; `bounds` is null where nothing matches or nothing is
 * known. `few`: better read all that match and sort them than look for them in the order.
 */
export type Spread = {
  readonly conditions: readonly Condition[];
  readonly bounds: Bounds | null;
  readonly few: boolean;
};

const pairsSchema = z.array(z.object({ productId: z.string(), severity: z.number(), held: z.number(), n: z.number() }));

/** Pairs of product and severity with something that matches, and all that the places' index would read for each. */
async function readPairs(told: readonly Condition[]) {
  const blind = told.filter((one) => one.blind);
  const seen = told.filter((one) => !one.blind);
  const found = await unsafeDb().$queryRaw`
    SELECT f.product_id::text AS "productId", f.severity, sum(f.n)::float8 AS held,
      sum(f.n) FILTER (WHERE ${whereOf(blind)})::float8 AS n
    FROM ${tallyFor(told, 'product')} AS f WHERE ${whereOf(seen)}
    GROUP BY 1, 2 HAVING sum(f.n) FILTER (WHERE ${whereOf(blind)}) > 0 LIMIT ${PAIRS_MAX + 1}`;
  return pairsSchema.parse(found);
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

/** Findings that are looked through for a page where `n` of `all` match and lie anywhere. */
const walk = (all: number, n: number) => (PAGE * all) / Math.max(n, 1);

const isOfDays = ({ tally, day }: Condition) => tally === null && day !== null;

/** What the tally tells of where the matches are, for a filter that asks for something that no index knows. */
async function placesOf(
  told: readonly Condition[],
  { all, matching, kinds }: Totals,
  placed: boolean,
): Promise<readonly Condition[]> {
  if (matching <= 0) return [follows(Prisma.sql`FALSE`, true)];
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

/** A condition of few that is true of many, counted by its own index, is none of few. */
async function counted(one: Condition, { all }: Totals, guess: number): Promise<Condition> {
  if (one.facet !== 'assignee' || !one.few) return one;
  const found = await unsafeDb().$queryRaw`
    SELECT count(*)::float8 AS n FROM (SELECT FROM finding f WHERE ${one.finding} LIMIT ${COUNTED_MAX}) AS bounded`;
  const [{ n }] = countSchema.parse(found);
  return { ...one, few: n < walk(all, n * guess) };
}

/** The share that matches what no count knows. */
const guessOf = (conditions: readonly Condition[]) =>
  UNKNOWN ** conditions.filter(({ tally, few }) => tally === null && !few).length;

/**
 * Whether the indexes by product, and by first sight where days are asked for, read less than the way through the order
 * would.
 */
async function areFewNear(conditions: readonly Condition[], { all, held, matching }: Totals): Promise<boolean> {
  if (!conditions.some(isOfDays)) return held < walk(all, matching * guessOf(conditions));
  const aged = await countOfDays(conditions);
  const met = (matching * aged) / Math.max(held, aged, 1);
  return Math.min(held, aged) < walk(all, met * guessOf(conditions.filter((one) => !isOfDays(one))));
}

/**
 * What the maintained counts tell of the findings that match: where an order may begin, whether to read them all at
 * once, and conditions that follow and that an index knows. All hold for whatever was there when it was asked.
 * `order`: null where they are counted.
 */
export async function spreadOf(conditions: readonly Condition[], order: SortKey | null): Promise<Spread> {
  const isFew = ({ few, inOrder = [] }: Condition) => few === true && !(order && inOrder.includes(order));
  const spread = (all: readonly Condition[], bounds: Bounds | null, few: boolean): Spread => ({
    conditions: all,
    bounds,
    few: few || all.some(isFew),
  });
  const told = conditions.filter(({ facet, tally }) => tally !== null && facet !== 'assignee');
  const products = productsOf(told);
  if (products?.length === 0) return spread([...conditions, follows(Prisma.sql`FALSE`, true)], null, true);
  const near = products !== null && products.length <= NEAR_MAX;
  const dimensions = told.some(({ facet }) => facet !== 'status' && DIMENSIONS.includes(facet));
  const isBlind = told.some(({ blind }) => blind);
  const helps = order === null ? isBlind : dimensions || near || conditions.some(isFew);
  if (!helps) return spread(conditions, null, false);
  const totals = await readTotals(near ? told : told.filter((one) => !one.products), order);
  // Of one product the index has them by severity.
  const inOrder = order === 'severity' && products?.length === 1;
  const few = order !== null && near && !inOrder && (await areFewNear(conditions, totals));
  const sized =
    near || order === null
      ? conditions
      : await Promise.all(conditions.map((one) => counted(one, totals, guessOf(conditions))));
  const places = isBlind ? await placesOf(told, totals, products !== null) : [];
  return spread([...sized, ...places], totals.bounds, few);
}
