import { productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import type { FindingFilter } from '@/lib/findings/search-params';

export type ListedProduct = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly team: { readonly id: string; readonly slug: string; readonly name: string };
};

/** The products of the scope with their teams, by name. */
export function listedProducts(scope: Scope): Promise<ListedProduct[]> {
  return unsafeDb().product.findMany({
    where: { id: productFilter(scope) },
    select: { id: true, slug: true, name: true, team: { select: { id: true, slug: true, name: true } } },
    orderBy: { name: 'asc' },
  });
}

/** The products that a filter's names are looked up in: none where it names none. */
export async function productsToName(scope: Scope, filter: FindingFilter): Promise<ListedProduct[]> {
  return filter.product.length + filter.team.length === 0 ? [] : listedProducts(scope);
}

const named = (wanted: readonly string[], one: { readonly id: string; readonly slug: string }) =>
  wanted.includes(one.slug) || wanted.includes(one.id);

/** Ids of the products that the product filter names; unknown names match nothing. */
export function productsNamed(products: readonly ListedProduct[], filter: FindingFilter): string[] {
  return products.filter((product) => named(filter.product, product)).map(({ id }) => id);
}

/** Ids of the products of the teams that the team filter names. */
export function productsOfTeams(products: readonly ListedProduct[], filter: FindingFilter): string[] {
  return products.filter((product) => named(filter.team, product.team)).map(({ id }) => id);
}
