import { inScope, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';

export type ReportPlaces = {
  readonly whole: boolean;
  readonly teams: readonly { readonly slug: string; readonly name: string }[];
};

/** What reports can be made about: the teams whose every product the scope reaches, and the whole organisation. */
export async function reportPlaces(scope: Scope): Promise<ReportPlaces> {
  const rows = await unsafeDb().team.findMany({
    where: { products: { some: {} } },
    select: { slug: true, name: true, products: { select: { id: true } } },
    orderBy: { name: 'asc' },
  });
  const teams = rows
    .filter(({ products }) => products.every(({ id }) => inScope(scope, id)))
    .map(({ slug, name }) => ({ slug, name }));
  return { whole: scope.products === 'all', teams };
}
