import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { chosen, facetColumn, inScopeOf, narrowed, stateOf } from '@/lib/assets/data/inventory-where';
import type { InventoryFilter } from '@/lib/assets/inventory-address';
import {
  type CoverageRow,
  INVENTORY_FACETS,
  type InventoryCounts,
  type InventoryFacet,
} from '@/lib/assets/inventory-types';
import { ASSET_KINDS, COVERAGES, PROTECTIONS, type Protection } from '@/lib/assets/kinds';
import { unsafeDb } from '@/lib/core/db';
import { Prisma } from '@/prisma/generated/client';

const FROM = Prisma.sql`asset a JOIN product p ON p.id = a.product_id`;
const countsSchema = z.array(z.object({ facet: z.string(), value: z.string(), n: z.number() }));

/** One facet's values, as the other facets leave them. */
function counted(facet: InventoryFacet, scope: Scope, filter: InventoryFilter, now: Date): Prisma.Sql {
  const others = INVENTORY_FACETS.filter((one) => one !== facet);
  return Prisma.sql`SELECT ${facet}::text AS facet, coalesce(${facetColumn(facet, now)}, 'unknown') AS value, count(*)::int AS n
    FROM ${FROM} WHERE ${narrowed(scope, filter)} AND ${chosen(filter, now, others)} GROUP BY 2`;
}

/** How many assets each choice beside the filters would leave, and how many there are. */
export async function countAssets(scope: Scope, filter: InventoryFilter, now: Date): Promise<InventoryCounts> {
  const total = Prisma.sql`SELECT 'total' AS facet, '' AS value, count(*)::int AS n FROM ${FROM}
    WHERE ${narrowed(scope, filter)} AND ${chosen(filter, now, INVENTORY_FACETS)}`;
  const parts = [total, ...INVENTORY_FACETS.map((facet) => counted(facet, scope, filter, now))];
  const rows = countsSchema.parse(await unsafeDb().$queryRaw(Prisma.join(parts, ' UNION ALL ')));
  const of = (name: InventoryFacet) =>
    Object.fromEntries(rows.filter(({ facet }) => facet === name).map(({ value, n }) => [value, n]));
  return {
    total: rows.find(({ facet }) => facet === 'total')?.n ?? 0,
    facets: {
      kind: of('kind'),
      tier: of('tier'),
      exposure: of('exposure'),
      data: of('data'),
      scan: of('scan'),
      edr: of('edr'),
      backup: of('backup'),
      tls: of('tls'),
    },
  };
}

const cellsSchema = z.array(
  z.object({ kind: z.enum(ASSET_KINDS), protection: z.enum(PROTECTIONS), state: z.enum(COVERAGES), n: z.number() }),
);
const NO_CELL = { met: 0, late: 0, missed: 0, unknown: 0 };

/** Assets by kind, and of each how far every protection reaches; kinds of which there are none are left out. */
export async function coverageOf(
  scope: Scope,
  { product, team }: Pick<InventoryFilter, 'product' | 'team'>,
  now: Date,
): Promise<readonly CoverageRow[]> {
  const states = Prisma.join(PROTECTIONS.map((one) => Prisma.sql`(${one}::text, ${stateOf(one, now)})`));
  const found = await unsafeDb().$queryRaw`
    SELECT a.kind::text, s.protection, s.state, count(*)::int AS n FROM ${FROM} JOIN team t ON t.id = p.team_id
    CROSS JOIN LATERAL (VALUES ${states}) AS s (protection, state)
    WHERE a.merged_into_id IS NULL AND ${inScopeOf(scope)}
      AND (${product.length === 0} OR p.slug = ANY(${[...product]}::text[]))
      AND (${team.length === 0} OR t.slug = ANY(${[...team]}::text[])) GROUP BY 1, 2, 3`;
  const cells = cellsSchema.parse(found);
  return ASSET_KINDS.flatMap((kind) => {
    const own = cells.filter((cell) => cell.kind === kind);
    const total = own.filter(({ protection }) => protection === 'scan').reduce((sum, { n }) => sum + n, 0);
    const cellOf = (name: Protection) => {
      const cell = { ...NO_CELL };
      for (const { protection, state, n } of own) if (protection === name && state !== 'none') cell[state] = n;
      return cell;
    };
    const by = { scan: cellOf('scan'), edr: cellOf('edr'), backup: cellOf('backup'), tls: cellOf('tls') };
    return total === 0 ? [] : [{ kind, total, cells: by }];
  });
}
