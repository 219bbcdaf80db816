import type { Scope } from '@/lib/access/policy';
import { addDays } from '@/lib/core/datetime';
import { withinProducts } from '@/lib/figures/data/flow';
import type { FiguresFilter } from '@/lib/figures/types';
import { Prisma } from '@/prisma/generated/client';

/** Incidents of the scope and filter (`incident i`) and the stretch that is looked at. */
export type Period = { readonly within: Prisma.Sql; readonly from: Date; readonly to: Date };

/** What is in the figures: no exercise, nothing that was merged or turned out to be a false alarm. */
export const COUNTS = Prisma.sql`(NOT i.exercise AND COALESCE(i.outcome NOT IN ('merged', 'false_positive'), true))`;

/** The filter's weeks up to the end of its last day (UTC), and as many before them. */
export async function periodsOf(
  scope: Scope,
  filter: FiguresFilter,
): Promise<{ readonly period: Period; readonly before: Period }> {
  const within = await withinProducts(scope, filter, Prisma.sql`i.product_id`);
  const to = addDays(new Date(`${filter.at}T00:00:00Z`), 1);
  const from = addDays(to, -7 * filter.weeks);
  return { period: { within, from, to }, before: { within, from: addDays(from, -7 * filter.weeks), to: from } };
}
