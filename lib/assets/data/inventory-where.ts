import type { Scope } from '@/lib/access/policy';
import type { InventoryFilter } from '@/lib/assets/inventory-address';
import type { InventoryFacet } from '@/lib/assets/inventory-types';
import type { Protection } from '@/lib/assets/kinds';
import { escapeLike } from '@/lib/findings/data/like';
import { Prisma } from '@/prisma/generated/client';

/** What holds of an asset `a` of product `p`, at a moment: the columns that filters and counts look at. */
export function stateOf(protection: Protection, now: Date): Prisma.Sql {
  const at = Prisma.sql`${now.toISOString()}::timestamptz`;
  if (protection === 'scan')
    return Prisma.sql`CASE WHEN a.scan = 'met' AND a.scan_until <= ${at} THEN 'late' ELSE a.scan::text END`;
  if (protection === 'edr')
    return Prisma.sql`CASE WHEN a.edr = 'met' AND a.edr_until <= ${at} THEN 'late' ELSE a.edr::text END`;
  return protection === 'backup' ? Prisma.sql`a.backup::text` : Prisma.sql`a.tls::text`;
}

export function facetColumn(facet: InventoryFacet, now: Date): Prisma.Sql {
  switch (facet) {
    case 'kind':
      return Prisma.sql`a.kind::text`;
    case 'tier':
      return Prisma.sql`coalesce(a.tier, p.tier)::text`;
    case 'exposure':
      return Prisma.sql`coalesce(a.exposure, p.exposure)::text`;
    case 'data':
      return Prisma.sql`coalesce(a.data_class, p.data_class)::text`;
    default:
      return stateOf(facet, now);
  }
}

/** Whether a facet's column is one of the values; `unknown` is a null where the column has nulls. */
export function isOneOf(column: Prisma.Sql, values: readonly string[]): Prisma.Sql {
  return Prisma.sql`coalesce(${column}, 'unknown') = ANY(${[...values]}::text[])`;
}

/** Written as the index has it where nothing is computed. */
function kindIs(kinds: readonly string[]): Prisma.Sql {
  return Prisma.sql`a.kind = ANY(${[...kinds]}::asset_kind[])`;
}

export function inScopeOf(scope: Scope): Prisma.Sql {
  return scope.products === 'all' ? Prisma.sql`TRUE` : Prisma.sql`a.product_id = ANY(${[...scope.products]}::uuid[])`;
}

/** What is no facet: scope, products, teams and text. */
export function narrowed(
  scope: Scope,
  { product, team, q }: Pick<InventoryFilter, 'product' | 'team' | 'q'>,
): Prisma.Sql {
  const tests = [Prisma.sql`a.merged_into_id IS NULL`, inScopeOf(scope)];
  if (product.length + team.length > 0) {
    tests.push(Prisma.sql`a.product_id IN (SELECT o.id FROM product o JOIN team t ON t.id = o.team_id
      WHERE (${product.length === 0} OR o.slug = ANY(${[...product]}::text[]))
        AND (${team.length === 0} OR t.slug = ANY(${[...team]}::text[])))`);
  }
  if (q !== null) {
    tests.push(Prisma.sql`a.id IN (SELECT n.asset_id FROM asset_name n WHERE n.key ILIKE ${`%${escapeLike(q)}%`})`);
  }
  return Prisma.join(tests, ' AND ');
}

/** The facets that narrow, but for one. */
export function chosen(filter: InventoryFilter, now: Date, facets: readonly InventoryFacet[]): Prisma.Sql {
  const tests = facets.flatMap((facet) => {
    const values: readonly string[] = filter[facet];
    if (values.length === 0) return [];
    return facet === 'kind' ? kindIs(values) : isOneOf(facetColumn(facet, now), values);
  });
  return tests.length > 0 ? Prisma.join(tests, ' AND ') : Prisma.sql`TRUE`;
}
