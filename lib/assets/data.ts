import { productFilter, type Scope } from '@/lib/access/policy';
import type { ScopeChoices } from '@/lib/assets/types';
import { unsafeDb } from '@/lib/core/db';

/** Products in scope and the teams that own them, by name. */
export async function scopeChoices(scope: Scope): Promise<ScopeChoices> {
  const rows = await unsafeDb().product.findMany({
    where: { id: productFilter(scope) },
    select: { slug: true, name: true, team: { select: { slug: true, name: true } } },
    orderBy: [{ team: { name: 'asc' } }, { name: 'asc' }],
  });
  const teams = new Map(rows.map(({ team }) => [team.slug, team]));
  return {
    teams: [...teams.values()],
    products: rows.map(({ slug, name, team }) => ({ slug, name, team: team.name })),
  };
}
