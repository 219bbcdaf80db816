import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { withinProducts } from '@/lib/figures/data/flow';
import type { FiguresFilter, TopFix } from '@/lib/figures/types';
import { smallestFix } from '@/lib/figures/versions';
import { OPEN } from '@/lib/findings/data/where';
import { Prisma } from '@/prisma/generated/client';

const SHOWN = 12;

const rowsSchema = z.array(
  z.object({
    slug: z.string(),
    product: z.string(),
    image: z.string(),
    package: z.string(),
    n: z.number(),
    urgent: z.number(),
    sources: z.array(z.string()),
    fixes: z.array(z.object({ installed: z.string().nullable(), fixed: z.string() })).nullable(),
  }),
);

/**
 * The upgrades that close most of what is open now: dependency findings with a known fix, by product, image (empty
 * where the source names none) and package. A finding that two images report counts for both.
 */
export async function readTopFixes(scope: Scope, filter: FiguresFilter): Promise<TopFix[]> {
  const within = await withinProducts(scope, filter, Prisma.sql`f.product_id`);
  const rows = await unsafeDb().$queryRaw`
    WITH fixable AS (
      SELECT f.product_id, c.image, f.package_name, f.id, f.severity, c.id AS source_id, f.package_version, f.fix_version
      FROM finding f JOIN finding_source e ON e.finding_id = f.id AND e.present JOIN source c ON c.id = e.source_id
      WHERE f.status IN (${OPEN}) AND f.kind = 'dependency' AND f.fix_available IS TRUE AND f.package_name IS NOT NULL
        AND ${within}
    ), top AS (
      SELECT product_id, image, package_name, count(DISTINCT id) AS n, count(DISTINCT id) FILTER (WHERE severity >= 3) AS urgent
      FROM fixable GROUP BY 1, 2, 3 ORDER BY 4 DESC, 5 DESC, 3, 2, 1 LIMIT ${SHOWN}
    )
    SELECT p.slug, p.name AS product, t.image, t.package_name AS package, t.n::float8 AS n, t.urgent::float8 AS urgent,
      array_agg(DISTINCT o.source_id::text) AS sources,
      jsonb_agg(DISTINCT jsonb_build_object('installed', o.package_version, 'fixed', o.fix_version))
        FILTER (WHERE o.fix_version IS NOT NULL) AS fixes
    FROM top t JOIN fixable o USING (product_id, image, package_name) JOIN product p ON p.id = t.product_id
    GROUP BY p.slug, p.name, t.image, t.package_name, t.n, t.urgent
    ORDER BY t.n DESC, t.urgent DESC, t.package_name, t.image, p.slug`;
  return rowsSchema.parse(rows).map(({ fixes, ...row }) => ({ ...row, version: smallestFix(fixes ?? []) }));
}
