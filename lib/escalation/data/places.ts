import { productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { productPlace, teamPlace } from '@/lib/escalation/place';

export type NamedPlace = { readonly id: string; readonly kind: 'team' | 'product'; readonly name: string };

/** Products in reach and the teams that they belong to, which may have chains of their own. */
export async function placesIn(scope: Scope): Promise<readonly NamedPlace[]> {
  const products = await unsafeDb().product.findMany({
    where: { id: productFilter(scope) },
    select: { id: true, name: true, team: { select: { id: true, name: true } } },
    orderBy: { name: 'asc' },
  });
  const teams = [...new Map(products.map(({ team }) => [team.id, team.name]))].toSorted(([, a], [, b]) =>
    a < b ? -1 : 1,
  );
  return [
    ...teams.map(([id, name]) => ({ id: teamPlace(id), kind: 'team' as const, name })),
    ...products.map(({ id, name }) => ({ id: productPlace(id), kind: 'product' as const, name })),
  ];
}
