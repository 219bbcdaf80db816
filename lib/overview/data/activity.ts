import { z } from 'zod';
import { productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { listedProducts, productsNamed, productsOfTeams } from '@/lib/findings/data/products';
import { SOURCE_NAME, sourceLabel } from '@/lib/imports/source-name';
import { filterOf } from '@/lib/overview/data/counts';
import type { Freshness, OverviewFilter, RecentImport } from '@/lib/overview/types';
import { Prisma } from '@/prisma/generated/client';

const NEWEST = 6;
const SILENT_SHOWN = 8;

/** Ids of the products that scope and filter leave; null means every product. */
export async function productIds(scope: Scope, { team, product }: OverviewFilter): Promise<string[] | null> {
  const inScope = productFilter(scope)?.in ?? null;
  if (team.length + product.length === 0) return inScope;
  const filter = filterOf({ team: [...team], product: [...product] });
  const products = await listedProducts(scope);
  const ofTeams = team.length > 0 ? new Set(productsOfTeams(products, filter)) : null;
  const named = product.length > 0 ? new Set(productsNamed(products, filter)) : null;
  return products.map(({ id }) => id).filter((id) => (ofTeams?.has(id) ?? true) && (named?.has(id) ?? true));
}

/** The newest imports within the scope, whatever became of them; previews are none. */
export async function recentImports(scope: Scope, filter: OverviewFilter): Promise<RecentImport[]> {
  const ids = await productIds(scope, filter);
  const rows = await unsafeDb().import.findMany({
    where: { preview: false, ...(ids ? { productId: { in: ids } } : {}) },
    select: {
      id: true,
      fileName: true,
      state: true,
      createdAt: true,
      finishedAt: true,
      newCount: true,
      fixedCount: true,
      product: { select: { name: true } },
      source: { select: SOURCE_NAME },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: NEWEST,
  });
  return rows.map(({ source, product, createdAt, finishedAt, newCount, fixedCount, ...row }) => ({
    ...row,
    product: product.name,
    source: source && sourceLabel(source),
    at: (finishedAt ?? createdAt).toISOString(),
    added: newCount,
    fixed: fixedCount,
  }));
}

const silentSchema = z.array(
  z.object({
    id: z.string(),
    scanner: z.string(),
    target: z.string(),
    branch: z.string(),
    image: z.string(),
    environment: z.string(),
    service: z.string(),
    slug: z.string(),
    product: z.string(),
    lastImportAt: z.date().nullable(),
  }),
);

const totalsSchema = z.tuple([
  z.object({ sources: z.number(), silent: z.number(), newestImportAt: z.date().nullable() }),
]);

/** How fresh the figures are: when the newest report came, and which sources owe one (rules: `sourceState`). */
export async function readFreshness(scope: Scope, filter: OverviewFilter, now: Date): Promise<Freshness> {
  const ids = await productIds(scope, filter);
  const within = ids ? Prisma.sql`s.product_id = ANY(${ids}::uuid[])` : Prisma.sql`TRUE`;
  const due = Prisma.sql`s.retired_at IS NULL AND s.expect_every_hours > 0 AND (s.last_import_at IS NULL
    OR s.last_import_at < ${now.toISOString()}::timestamptz - s.expect_every_hours * interval '1 hour')`;
  const [totals, rows] = await Promise.all([
    unsafeDb().$queryRaw`
      SELECT count(*)::int AS sources, count(*) FILTER (WHERE ${due})::int AS silent,
        max(s.last_import_at) AS "newestImportAt" FROM source s WHERE ${within}`,
    unsafeDb().$queryRaw`
      SELECT s.id::text, s.scanner, s.target, s.branch, s.image, s.environment, s.service, p.slug, p.name AS product, s.last_import_at AS "lastImportAt"
      FROM source s JOIN product p ON p.id = s.product_id WHERE ${within} AND ${due}
      ORDER BY s.last_import_at NULLS FIRST, s.id LIMIT ${SILENT_SHOWN}`,
  ]);
  const [{ sources, silent, newestImportAt }] = totalsSchema.parse(totals);
  return {
    sources,
    silent,
    newestImportAt: newestImportAt?.toISOString() ?? null,
    silentSources: silentSchema.parse(rows).map(({ id, slug, product, lastImportAt, ...source }) => ({
      id,
      name: sourceLabel(source),
      product: { slug, name: product },
      lastImportAt: lastImportAt?.toISOString() ?? null,
    })),
  };
}
