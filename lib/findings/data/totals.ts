import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { type Condition, countsWhere } from '@/lib/findings/data/condition';
import { tallyFor } from '@/lib/findings/data/levels';
import type { SortKey } from '@/lib/findings/search-params';
import type { FacetName } from '@/lib/findings/types';
import { Prisma } from '@/prisma/generated/client';

/** What the tally knows of a finding, beside its place. */
export const DIMENSIONS: readonly (FacetName | null)[] = ['status', 'severity', 'kind', 'scanner', 'kev', 'fix'];

/** What an order by a score or a date can begin with: nothing that matches lies before it. */
export type Bounds = {
  readonly cvss: number;
  readonly epss: number;
  readonly priority: number;
  readonly due: Date | null;
};

const kindsSchema = z.array(
  z.object({
    kind: z.string(),
    held: z.number(),
    matching: z.number(),
    cvss: z.number().nullable(),
    epss: z.number().nullable(),
    priority: z.number().nullable(),
    due: z.date().nullable(),
  }),
);
export const countSchema = z.tuple([z.object({ n: z.number() })]);

/** For `WHERE` over the tally as `f`. */
export const whereOf = (conditions: readonly Condition[]) => countsWhere(conditions, 'tally') ?? Prisma.sql`FALSE`;

/** How many match, as far as the tally tells. */
export async function countOf(told: readonly Condition[]): Promise<number> {
  const found = await unsafeDb().$queryRaw`
    SELECT COALESCE(sum(f.n), 0)::float8 AS n FROM ${tallyFor(told, null)} AS f WHERE ${whereOf(told)}`;
  return countSchema.parse(found)[0].n;
}

/** How many match, as far as the counts by day of first sight tell. */
export async function countOfDays(conditions: readonly Condition[]): Promise<number> {
  const told = conditions.filter(({ day }) => day !== null);
  const found = await unsafeDb().$queryRaw`
    SELECT COALESCE(sum(f.n), 0)::float8 AS n FROM finding_day AS f WHERE ${countsWhere(told, 'day') ?? Prisma.sql`FALSE`}`;
  return countSchema.parse(found)[0].n;
}

export type Totals = {
  /** Of all findings, of those that the index by product would read, of those that match what the tally knows. */
  readonly all: number;
  readonly held: number;
  readonly matching: number;
  readonly kinds: readonly string[];
  readonly bounds: Bounds | null;
};

function outermost<T>(values: readonly (T | null)[], before: (a: T, b: T) => boolean): T | null {
  return values.reduce((first, one) => (first === null || (one !== null && before(one, first)) ? one : first), null);
}

/**
 * What the tally says of the conditions that it knows: of too many findings, never of too few. An order by severity has
 * those of a severity together, so that no other is looked through.
 */
export async function readTotals(told: readonly Condition[], order: SortKey | null): Promise<Totals> {
  const level = told.filter(({ facet, products }) => !products && (facet === 'status' || facet === 'severity'));
  const places = told.filter(({ products }) => products);
  const others = told.filter(({ facet, products }) => !products && DIMENSIONS.includes(facet));
  // With OFFSET both tests are made once a cell, not once a figure.
  const [whole, found] = await Promise.all([
    countOf(order === 'severity' ? level : []),
    unsafeDb().$queryRaw`
      SELECT f.kind, COALESCE(sum(f.n) FILTER (WHERE f.held), 0)::float8 AS held,
        COALESCE(sum(f.n) FILTER (WHERE f.hit), 0)::float8 AS matching, max(f.cvss_most) FILTER (WHERE f.hit)::float8 AS cvss,
        max(f.epss_most) FILTER (WHERE f.hit)::float8 AS epss, max(f.priority_most) FILTER (WHERE f.hit) AS priority,
        min(f.due_first) FILTER (WHERE f.hit AND isfinite(f.due_first)) AS due
      FROM (SELECT f.*, ${whereOf(level)} AS held, ${whereOf(others)} AS hit
        FROM ${tallyFor(places, null)} AS f WHERE ${whereOf(places)} OFFSET 0) AS f GROUP BY f.kind`,
  ]);
  const kinds = kindsSchema.parse(found);
  const sumOf = (key: 'held' | 'matching') => kinds.reduce((sum, one) => sum + one[key], 0);
  const mostOf = (key: 'cvss' | 'epss' | 'priority') =>
    outermost(
      kinds.map((one) => one[key]),
      (a, b) => a > b,
    );
  const [cvss, epss, priority] = [mostOf('cvss'), mostOf('epss'), mostOf('priority')];
  const due = outermost(
    kinds.map((one) => one.due),
    (a, b) => a < b,
  );
  return {
    all: whole,
    held: sumOf('held'),
    matching: sumOf('matching'),
    kinds: kinds.filter(({ matching }) => matching > 0).map(({ kind }) => kind),
    bounds: cvss === null || epss === null || priority === null ? null : { cvss, epss, priority, due },
  };
}
