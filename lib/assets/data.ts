import { z } from 'zod';
import { productFilter, type Scope } from '@/lib/access/policy';
import { tierOf } from '@/lib/assets/attributes';
import { owesReport, type SourceState, sourceState } from '@/lib/assets/rules';
import type {
  ProductDetail,
  ProductRow,
  ScopeChoices,
  SourceChoices,
  SourceRow,
  TeamRef,
  TeamWithProducts,
} from '@/lib/assets/types';
import { unsafeDb } from '@/lib/core/db';
import { OPEN_STATUSES } from '@/lib/findings/rules';
import { severityName } from '@/lib/findings/severity';
import { SOURCE_NAME } from '@/lib/imports/source-name';
import { Prisma } from '@/prisma/generated/client';

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

const productSelect = {
  id: true,
  slug: true,
  name: true,
  description: true,
  team: { select: { id: true, slug: true, name: true } },
  sources: { select: { lastImportAt: true, expectEveryHours: true, retiredAt: true } },
} as const;

type FoundProduct = Prisma.ProductGetPayload<{ select: typeof productSelect }>;
type OpenCounts = ReadonlyMap<string, ProductRow['open']>;

const NONE: ProductRow['open'] = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
const openSchema = z.array(z.object({ productId: z.string(), severity: z.number(), n: z.number() }));

async function openCounts(ids: readonly string[]): Promise<OpenCounts> {
  const open = Prisma.raw(OPEN_STATUSES.map((status) => `'${status}'`).join(', '));
  const rows = await unsafeDb().$queryRaw`
    SELECT product_id::text AS "productId", severity, sum(n)::float8 AS n FROM (SELECT product_id, status, severity, n FROM finding_cell
      UNION ALL SELECT product_id, status, severity, n FROM finding_tally WHERE NOT folded) AS f
    WHERE product_id = ANY(${[...ids]}::uuid[]) AND status IN (${open}) GROUP BY 1, 2`;
  const counts = new Map<string, ProductRow['open']>();
  for (const { productId, severity, n } of openSchema.parse(rows)) {
    counts.set(productId, { ...(counts.get(productId) ?? NONE), [severityName(severity)]: n });
  }
  return counts;
}

function toProduct(found: FoundProduct, counts: OpenCounts, now: Date): ProductRow {
  const { id, slug, name, description, sources } = found;
  const open = counts.get(id) ?? NONE;
  const heard = sources.flatMap(({ lastImportAt }) => lastImportAt ?? []).sort((a, b) => b.getTime() - a.getTime());
  return {
    id,
    slug,
    name,
    description,
    open,
    openTotal: Object.values(open).reduce((sum, n) => sum + n, 0),
    sources: sources.length,
    silent: sources.filter((source) => owesReport(sourceState(source, now))).length,
    lastImportAt: heard[0]?.toISOString() ?? null,
  };
}

/** Slugs that narrow a list; an empty one does not. */
export type AssetFilter = { readonly team: readonly string[]; readonly product: readonly string[] };

function chosenProducts({ team, product }: AssetFilter) {
  return {
    ...(product.length > 0 ? { slug: { in: [...product] } } : {}),
    ...(team.length > 0 ? { team: { slug: { in: [...team] } } } : {}),
  };
}

/**
 * Teams with their products, both by name. Teams without a product are shown only where the scope is everything and
 * no product is chosen.
 */
export async function listTeams(scope: Scope, filter: AssetFilter, now: Date): Promise<TeamWithProducts[]> {
  const chosen = chosenProducts(filter);
  const emptyToo = scope.products === 'all' && filter.product.length === 0;
  const [teams, products] = await Promise.all([
    unsafeDb().team.findMany({
      where: {
        ...(filter.team.length > 0 ? { slug: { in: [...filter.team] } } : {}),
        ...(emptyToo ? {} : { products: { some: { id: productFilter(scope), ...chosen } } }),
      },
      select: { id: true, slug: true, name: true },
      orderBy: { name: 'asc' },
    }),
    unsafeDb().product.findMany({
      where: { id: productFilter(scope), ...chosen },
      select: productSelect,
      orderBy: { name: 'asc' },
    }),
  ]);
  const counts = await openCounts(products.map(({ id }) => id));
  return teams.map((team) => ({
    ...team,
    products: products.filter((product) => product.team.id === team.id).map((found) => toProduct(found, counts, now)),
  }));
}

/** One product within the scope for its reader, or null. */
export async function findProduct(
  scope: Scope,
  slug: string,
  { now, personId }: { readonly now: Date; readonly personId: string },
): Promise<ProductDetail | null> {
  const found = await unsafeDb().product.findFirst({
    where: { AND: [{ slug }, { id: productFilter(scope) }] },
    select: { ...productSelect, tier: true, exposure: true, dataClass: true },
  });
  if (!found) return null;
  const { team, tier, exposure, dataClass } = found;
  const [counts, watches] = await Promise.all([
    openCounts([found.id]),
    unsafeDb().productWatch.count({ where: { productId: found.id, personId } }),
  ]);
  const row = toProduct(found, counts, now);
  return { ...row, team, tier: tierOf(tier), exposure, dataClass, watching: watches > 0 };
}

/** The teams that a product may belong to, for whoever may write assets everywhere or in some products' teams. */
export function writableTeams(scope: Scope): Promise<TeamRef[]> {
  return unsafeDb().team.findMany({
    where: scope.products === 'all' ? {} : { products: { some: { id: productFilter(scope) } } },
    select: { id: true, slug: true, name: true },
    orderBy: { name: 'asc' },
  });
}

export type SourceFilter = AssetFilter & {
  /** Null: all. `silent` has those that never reported too. */
  readonly state: SourceState | null;
  /** Empty or left out: any. */
  readonly branch?: readonly string[];
  readonly environment?: readonly string[];
};

function some(words: readonly string[] = []): { in: string[] } | undefined {
  return words.length > 0 ? { in: [...words] } : undefined;
}

/** Branches and environments that sources within the scope were said to be of, by name. */
export async function sourceChoices(scope: Scope): Promise<SourceChoices> {
  const said = await unsafeDb().source.groupBy({
    by: ['branch', 'environment'],
    where: { productId: productFilter(scope) },
  });
  const words = (values: readonly string[]) => [...new Set(values)].filter((word) => word !== '').sort();
  return {
    branches: words(said.map(({ branch }) => branch)),
    environments: words(said.map(({ environment }) => environment)),
  };
}

/** Sources within the scope, the longest silent first. */
export async function listSources(scope: Scope, filter: SourceFilter, now: Date): Promise<SourceRow[]> {
  const { state } = filter;
  const rows = await unsafeDb().source.findMany({
    where: {
      productId: productFilter(scope),
      product: chosenProducts(filter),
      branch: some(filter.branch),
      environment: some(filter.environment),
    },
    select: {
      id: true,
      ...SOURCE_NAME,
      imageRef: true,
      lastImportAt: true,
      lastScanAt: true,
      expectEveryHours: true,
      retiredAt: true,
      retiredBy: true,
      retiredNote: true,
      product: { select: { id: true, slug: true, name: true } },
    },
    orderBy: [{ lastImportAt: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
  });
  return rows
    .map((row) => ({
      ...row,
      state: sourceState(row, now),
      lastImportAt: row.lastImportAt?.toISOString() ?? null,
      lastScanAt: row.lastScanAt?.toISOString() ?? null,
      retiredAt: row.retiredAt?.toISOString() ?? null,
    }))
    .filter((row) => state === null || row.state === state || (state === 'silent' && row.state === 'never'));
}
