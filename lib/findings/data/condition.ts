import type { SortKey } from '@/lib/findings/search-params';
import type { FacetName } from '@/lib/findings/types';
import { Prisma } from '@/prisma/generated/client';

/** The maintained counts: by everything of few values, and by the day of first sight. */
export type CountTable = 'tally' | 'day';

/**
 * One condition of a list. `finding` reads table `finding` as `f`; `tally` and `day` say the same of `finding_tally`
 * and `finding_day` as `f`, null where that table does not know the dimension. `facet` is the filter that it came from.
 */
export type Condition = Readonly<Record<'finding', Prisma.Sql> & Record<CountTable, Prisma.Sql | null>> & {
  readonly facet: FacetName | null;
  /** True of few findings, by an index of its own: better read them all and sort than look for them in any order. */
  readonly few?: boolean;
  /** No index knows it; the tally does: where few match, it says where (`spread.ts`). */
  readonly blind?: boolean;
  /** Orders in which that index has them: then a page needs no more than its own rows. */
  readonly inOrder?: readonly SortKey[];
  /** The same, as an expression that no index knows: to ask it of each finding on the way through an order. */
  readonly along?: Prisma.Sql;
  /** Ids, as an array in text: no other finding is meant. */
  readonly ids?: string;
  /** It says that the product is one of these, and no more. */
  readonly products?: readonly string[];
};

export const everywhere = (facet: FacetName | null, sql: Prisma.Sql): Condition => ({
  facet,
  finding: sql,
  tally: sql,
  day: sql,
});
export const inTally = (facet: FacetName, sql: Prisma.Sql): Condition => ({
  facet,
  finding: sql,
  tally: sql,
  day: null,
});
export const onlyFinding = (facet: FacetName | null, sql: Prisma.Sql): Condition => ({
  facet,
  finding: sql,
  tally: null,
  day: null,
});

export function anyOf(tests: readonly Prisma.Sql[]): Prisma.Sql {
  return tests.length === 0 ? Prisma.sql`FALSE` : Prisma.sql`(${Prisma.join([...tests], ' OR ')})`;
}

export function allOf(tests: readonly Prisma.Sql[]): Prisma.Sql {
  return tests.length === 0 ? Prisma.sql`TRUE` : Prisma.join([...tests], ' AND ');
}

function inProducts(ids: readonly string[]): Prisma.Sql {
  const [only, ...others] = ids;
  if (only === undefined) return Prisma.sql`FALSE`;
  // Of one product the index by product has the rows in order; of several it has not.
  return others.length === 0
    ? Prisma.sql`f.product_id = ${only}::uuid`
    : Prisma.sql`f.product_id = ANY(${[...ids]}::uuid[])`;
}

export function productIs(facet: FacetName | null, products: readonly string[]): Condition {
  return { ...everywhere(facet, inProducts(products)), products };
}

/** The products that the conditions leave; null where none of them names any. */
export function productsOf(conditions: readonly Condition[]): readonly string[] | null {
  const [first, ...others] = conditions.flatMap(({ products }) => (products ? [new Set(products)] : []));
  return first ? [...first].filter((id) => others.every((one) => one.has(id))) : null;
}

/** Products are said once: of two shares, the planner takes the one for a share of the other. */
function testsOf(conditions: readonly Condition[], test: (one: Condition) => Prisma.Sql): Prisma.Sql {
  const products = productsOf(conditions);
  const others = conditions.filter((one) => !one.products).map(test);
  return allOf(products ? [inProducts(products), ...others] : others);
}

/** For `WHERE` over `finding f`. */
export function findingWhere(conditions: readonly Condition[]): Prisma.Sql {
  return testsOf(conditions, ({ finding }) => finding);
}

/** The same for looking at one finding after the other, in an order that has nothing to do with the conditions. */
export function alongWhere(conditions: readonly Condition[]): Prisma.Sql {
  return testsOf(conditions, ({ finding, along }) => along ?? finding);
}

/** All that match, read at once whatever the order that is asked for, to select from as `f`. */
export function allThat(conditions: readonly Condition[]): Prisma.Sql {
  return Prisma.sql`(SELECT f.* FROM finding f WHERE ${findingWhere(conditions)} OFFSET 0)`;
}

/** For `WHERE` over the maintained counts as `f`; null where that table cannot tell. */
export function countsWhere(conditions: readonly Condition[], table: CountTable): Prisma.Sql | null {
  const tests = conditions.flatMap((one) => one[table] ?? []);
  return tests.length === conditions.length ? allOf(tests) : null;
}
