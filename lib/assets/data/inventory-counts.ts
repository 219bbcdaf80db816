import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { narrowed } from '@/lib/assets/data/inventory-where';
import type { InventoryFilter } from '@/lib/assets/inventory-address';
import {
  type CoverageRow,
  INVENTORY_FACETS,
  type InventoryCounts,
  type InventoryFacet,
} from '@/lib/assets/inventory-types';
import { ASSET_KINDS, COVERAGES, type Protection } from '@/lib/assets/kinds';
import { unsafeDb } from '@/lib/core/db';
import { Prisma } from '@/prisma/generated/client';

const coverage = z.enum(COVERAGES);
const alikeSchema = z.array(
  z.object({
    kind: z.enum(ASSET_KINDS),
    ...{ tier: z.string(), exposure: z.string(), data: z.string() },
    ...{ scan: coverage, edr: coverage, backup: coverage, tls: coverage },
    n: z.number(),
  }),
);
type Alike = z.infer<typeof alikeSchema>[number];

/**
 * How many assets are alike in everything that a facet looks at: one pass, of some hundred groups, from which every facet and
 * the coverage are added up. Enums are grouped as they are and become text afterwards: grouping by text takes three times as long.
 */
async function alike(where: Prisma.Sql, now: Date): Promise<readonly Alike[]> {
  const at = Prisma.sql`${now.toISOString()}::timestamptz`;
  const rows = await unsafeDb().$queryRaw`
    SELECT kind::text, coalesce(tier::text, 'unknown') AS tier, coalesce(exposure::text, 'unknown') AS exposure,
      coalesce(data::text, 'unknown') AS data, CASE WHEN scan_late THEN 'late' ELSE scan::text END AS scan,
      CASE WHEN edr_late THEN 'late' ELSE edr::text END AS edr, backup::text, tls::text, n
    FROM (SELECT a.kind, coalesce(a.tier, p.tier) AS tier, coalesce(a.exposure, p.exposure) AS exposure,
        coalesce(a.data_class, p.data_class) AS data, a.scan, a.scan = 'met' AND a.scan_until <= ${at} AS scan_late,
        a.edr, a.edr = 'met' AND a.edr_until <= ${at} AS edr_late, a.backup, a.tls, count(*)::int AS n
      FROM asset a JOIN product p ON p.id = a.product_id WHERE ${where} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) g`;
  return alikeSchema.parse(rows);
}

const sumOf = (rows: readonly Alike[]) => rows.reduce((sum, { n }) => sum + n, 0);

/** What the facets leave, but for one. */
function left(rows: readonly Alike[], filter: InventoryFilter, but: InventoryFacet | null): readonly Alike[] {
  const narrowing = INVENTORY_FACETS.filter((facet) => facet !== but && filter[facet].length > 0);
  return rows.filter((row) => narrowing.every((facet) => filter[facet].some((value) => value === row[facet])));
}

/** How many assets each choice beside the filters would leave, and how many there are. */
export async function countAssets(scope: Scope, filter: InventoryFilter, now: Date): Promise<InventoryCounts> {
  const rows = await alike(narrowed(scope, filter), now);
  const by = (facet: InventoryFacet) => {
    const counts: Record<string, number> = {};
    for (const row of left(rows, filter, facet)) counts[row[facet]] = (counts[row[facet]] ?? 0) + row.n;
    return counts;
  };
  return {
    total: sumOf(left(rows, filter, null)),
    facets: {
      kind: by('kind'),
      tier: by('tier'),
      exposure: by('exposure'),
      data: by('data'),
      scan: by('scan'),
      edr: by('edr'),
      backup: by('backup'),
      tls: by('tls'),
    },
  };
}

/** Assets by kind, and of each how far every protection reaches; kinds of which there are none are left out. */
export async function coverageOf(
  scope: Scope,
  { product, team }: Pick<InventoryFilter, 'product' | 'team'>,
  now: Date,
): Promise<readonly CoverageRow[]> {
  const rows = await alike(narrowed(scope, { product, team, q: null }), now);
  return ASSET_KINDS.flatMap((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    const cellOf = (name: Protection) => {
      const cell = { met: 0, late: 0, missed: 0, unknown: 0 };
      for (const { [name]: state, n } of own) if (state !== 'none') cell[state] += n;
      return cell;
    };
    const cells = { scan: cellOf('scan'), edr: cellOf('edr'), backup: cellOf('backup'), tls: cellOf('tls') };
    return own.length === 0 ? [] : [{ kind, total: sumOf(own), cells }];
  });
}
