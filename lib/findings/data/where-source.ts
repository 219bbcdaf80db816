import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { type Condition, onlyFinding, productIs } from '@/lib/findings/data/condition';
import type { FindingFilter } from '@/lib/findings/search-params';
import { Prisma } from '@/prisma/generated/client';

type SourceFacet = 'source' | 'branch' | 'environment';
type Reporting = { readonly id: string; readonly productId: string };

/**
 * What sources report in all is read at once and sorted where it is no more than `few`. What is more is looked for in the
 * order that is asked for: up to `some` among ids that are read first, beyond it by a look at the evidence of each.
 */
const LIMITS = { few: 6_000, some: 25_000 } as const;
type Limits = { readonly few: number; readonly some: number };
/** So many products are named beside their sources; more of them are no place. */
const PLACES_MAX = 20;

const countSchema = z.tuple([z.object({ n: z.number() })]);
const idsSchema = z.tuple([z.object({ present: z.string().nullable(), gone: z.string().nullable() })]);

/** How many findings the sources report or reported, one for each source; counting stops beyond `some`. */
async function reportedBy(ids: readonly string[], some: number): Promise<number> {
  const found = await unsafeDb().$queryRaw`
    SELECT count(*)::float8 AS n FROM
      (SELECT FROM finding_source s WHERE s.source_id = ANY(${[...ids]}::uuid[]) LIMIT ${some + 1}) AS bounded`;
  return countSchema.parse(found)[0].n;
}

/**
 * By the ids of the findings, looked up first: what the planner guesses of hundreds of sources is ten times too much. The
 * arrays stay text on their way.
 */
async function among(sources: readonly string[], closed: Prisma.Sql): Promise<{ sql: Prisma.Sql; ids: string }> {
  const found = await unsafeDb().$queryRaw`
    SELECT array_agg(s.finding_id) FILTER (WHERE s.present)::text AS present,
      array_agg(s.finding_id) FILTER (WHERE NOT s.present)::text AS gone
    FROM finding_source s WHERE s.source_id = ANY(${[...sources]}::uuid[])`;
  const [{ present, gone }] = idsSchema.parse(found);
  const within = (ids: string) => Prisma.sql`f.id = ANY(${ids}::int[])`;
  if (gone === null)
    return present === null ? { sql: Prisma.sql`FALSE`, ids: '{}' } : { sql: within(present), ids: present };
  if (present === null) return { sql: Prisma.sql`(${within(gone)} AND ${closed})`, ids: gone };
  const ids = `${present.slice(0, -1)},${gone.slice(1)}`;
  return { sql: Prisma.sql`(${within(present)} OR (${within(gone)} AND ${closed}))`, ids };
}

/** `closed`: what must hold of a finding that the source has ceased to report. */
async function saidBy(
  facet: SourceFacet,
  sources: readonly Reporting[],
  closed: Prisma.Sql,
  { few, some }: Limits,
): Promise<readonly Condition[]> {
  const ids = sources.map(({ id }) => id);
  const products = [...new Set(sources.map(({ productId }) => productId))];
  const places = products.length <= PLACES_MAX ? [productIs(facet, products)] : [];
  const reported = await reportedBy(ids, some);
  if (reported <= some) {
    const said = await among(ids, closed);
    const along = Prisma.sql`COALESCE(${said.sql}, FALSE)`;
    return [{ ...onlyFinding(facet, said.sql), few: reported <= few, along, ids: said.ids }, ...places];
  }
  // With OFFSET it stays a look at one finding: the planner would rather put all evidence together first.
  const evidence = Prisma.sql`EXISTS (SELECT FROM finding_source s WHERE s.finding_id = f.id
    AND (s.source_id = ANY(${ids}::uuid[])) IS TRUE AND (s.present OR ${closed}) OFFSET 0)`;
  return [onlyFinding(facet, evidence), ...places];
}

/**
 * By what sources say of the finding. One that is open counts where it is still reported: fixed on main and open on a
 * branch, it is no finding of main. The sources are looked up first: how much they report decides on how that is best
 * found. `open`: the open statuses, as SQL; `within`: the products of the scope, null for all.
 */
export async function evidenceConditions(
  { source, branch, environment }: FindingFilter,
  open: Prisma.Sql,
  within: readonly string[] | null,
  limits: Limits = LIMITS,
): Promise<Condition[]> {
  const conditionsOf = async (facet: SourceFacet, values: readonly string[], where: object, closed: Prisma.Sql) => {
    if (values.length === 0) return [];
    const reach = within ? { productId: { in: [...within] } } : {};
    const select = { id: true, productId: true };
    return saidBy(facet, await unsafeDb().source.findMany({ where: { ...where, ...reach }, select }), closed, limits);
  };
  const isClosed = Prisma.sql`f.status NOT IN (${open})`;
  const conditions = await Promise.all([
    conditionsOf('source', source, { id: { in: source } }, Prisma.sql`TRUE`),
    conditionsOf('branch', branch, { branch: { in: branch } }, isClosed),
    conditionsOf('environment', environment, { environment: { in: environment } }, isClosed),
  ]);
  return conditions.flat();
}
