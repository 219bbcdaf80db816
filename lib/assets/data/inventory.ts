import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { DATA_CLASSES, EXPOSURES, tierOf } from '@/lib/assets/attributes';
import { chosen, inScopeOf, narrowed, stateOf } from '@/lib/assets/data/inventory-where';
import type { InventoryFilter, InventoryOrder } from '@/lib/assets/inventory-address';
import { type AssetPage, type AssetRow, INVENTORY_FACETS } from '@/lib/assets/inventory-types';
import { ASSET_KINDS, COVERAGES } from '@/lib/assets/kinds';
import { unsafeDb } from '@/lib/core/db';
import { OPEN_STATUSES } from '@/lib/findings/rules';
import { Prisma } from '@/prisma/generated/client';

const PAGE = 50;
/** Findings of an asset are counted up to here in a list. */
const COUNTED = 100;
const NAMED = 3;

const coverage = z.enum(COVERAGES);
const instant = z.date().transform((at) => at.toISOString());
const rowSchema = z.object({
  id: z.string(),
  version: z.number(),
  kind: z.enum(ASSET_KINDS),
  key: z.string(),
  name: z.string(),
  product_id: z.string(),
  product_slug: z.string(),
  product_name: z.string(),
  team: z.string(),
  tier: z.number().nullable().transform(tierOf),
  exposure: z.enum(EXPOSURES).nullable(),
  data_class: z.enum(DATA_CLASSES).nullable(),
  scan: coverage,
  edr: coverage,
  backup: coverage,
  tls: coverage,
  scanned_at: instant.nullable(),
  tls_letter: z.string().nullable(),
  first_seen_at: instant,
  last_seen_at: instant,
});
type Stored = z.infer<typeof rowSchema>;

const columns = (now: Date) => Prisma.sql`
  a.id::text, a.version, a.kind::text, a.key, a.name, p.id::text AS product_id, p.slug AS product_slug, p.name AS product_name,
  t.name AS team, coalesce(a.tier, p.tier) AS tier, coalesce(a.exposure, p.exposure)::text AS exposure,
  coalesce(a.data_class, p.data_class)::text AS data_class, ${stateOf('scan', now)} AS scan, ${stateOf('edr', now)} AS edr,
  ${stateOf('backup', now)} AS backup, ${stateOf('tls', now)} AS tls, a.scanned_at, a.tls_letter, a.first_seen_at, a.last_seen_at`;

const FROM = Prisma.sql`asset a JOIN product p ON p.id = a.product_id JOIN team t ON t.id = p.team_id`;
const OPEN = Prisma.raw(OPEN_STATUSES.map((status) => `'${status}'`).join(', '));

const moreSchema = z.array(
  z.object({ id: z.string(), others: z.array(z.string()), open: z.number(), looked: z.number() }),
);

async function more(ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, z.infer<typeof moreSchema>[number]>();
  const rows = await unsafeDb().$queryRaw`
    SELECT a.id::text, o.others, f.open, f.looked FROM asset a
    CROSS JOIN LATERAL (SELECT coalesce(array_agg(key), '{}') AS others FROM (SELECT DISTINCT n.key FROM asset_name n
      WHERE n.asset_id = a.id AND n.key <> a.key ORDER BY 1 LIMIT ${NAMED}) k) o
    CROSS JOIN LATERAL (SELECT count(DISTINCT finding_id)::int AS open, count(*)::int AS looked FROM (SELECT af.finding_id
      FROM asset_name n JOIN asset_finding af ON af.name_id = n.id JOIN finding f ON f.id = af.finding_id AND f.status IN (${OPEN})
      WHERE n.asset_id = a.id LIMIT ${COUNTED}) l) f
    WHERE a.id = ANY(${[...ids]}::uuid[])`;
  return new Map(moreSchema.parse(rows).map((row) => [row.id, row]));
}

async function toRows(found: unknown): Promise<AssetRow[]> {
  const stored = z.array(rowSchema).parse(found);
  const also = await more(stored.map(({ id }) => id));
  return stored.map((row) => {
    const { others = [], open = 0, looked = 0 } = also.get(row.id) ?? {};
    return toRow(row, others, { n: open, exact: looked < COUNTED });
  });
}

function toRow(row: Stored, others: readonly string[], open: AssetRow['open']): AssetRow {
  const { product_id, product_slug, product_name, data_class, scan, edr, backup, tls, ...rest } = row;
  const { scanned_at, tls_letter, first_seen_at, last_seen_at, ...same } = rest;
  return {
    ...same,
    product: { id: product_id, slug: product_slug, name: product_name },
    dataClass: data_class,
    coverage: { scan, edr, backup, tls },
    scannedAt: scanned_at,
    tlsLetter: tls_letter,
    firstSeenAt: first_seen_at,
    lastSeenAt: last_seen_at,
    others,
    open,
  };
}

const ORDERED = {
  'name.asc': {
    by: Prisma.sql`a.name, a.id`,
    value: z.string(),
    sql: (v: string) => Prisma.sql`(a.name, a.id) > (${v}, `,
  },
  'seen.desc': {
    by: Prisma.sql`a.last_seen_at DESC, a.id DESC`,
    value: z.iso.datetime(),
    sql: (v: string) => Prisma.sql`(a.last_seen_at, a.id) < (${v}::timestamptz, `,
  },
  'new.desc': {
    by: Prisma.sql`a.first_seen_at DESC, a.id DESC`,
    value: z.iso.datetime(),
    sql: (v: string) => Prisma.sql`(a.first_seen_at, a.id) < (${v}::timestamptz, `,
  },
} as const;

const placeIn = (order: InventoryOrder, row: AssetRow) =>
  order === 'name.asc' ? row.name : order === 'seen.desc' ? row.lastSeenAt : row.firstSeenAt;

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}

/** Beyond the last row of the page before; a cursor that cannot be read begins anew. */
function after(order: InventoryOrder, cursor: string | null): Prisma.Sql {
  const { value, sql } = ORDERED[order];
  const read = z.tuple([value, z.uuid()]).safeParse(cursor ? decode(cursor) : null);
  return read.success ? Prisma.sql`${sql(read.data[0])}${read.data[1]}::uuid)` : Prisma.sql`TRUE`;
}

function cursorOf(order: InventoryOrder, row: AssetRow): string {
  return Buffer.from(JSON.stringify([placeIn(order, row), row.id])).toString('base64url');
}

export type InventoryQuery = {
  readonly filter: InventoryFilter;
  readonly order: InventoryOrder;
  readonly cursor: string | null;
};

/** A page of assets within the scope. */
export async function listAssets(
  scope: Scope,
  { filter, order, cursor }: InventoryQuery,
  now: Date,
  limit = PAGE,
): Promise<AssetPage> {
  const found = await unsafeDb().$queryRaw`
    SELECT ${columns(now)} FROM ${FROM}
    WHERE ${narrowed(scope, filter)} AND ${chosen(filter, now, INVENTORY_FACETS)} AND ${after(order, cursor)}
    ORDER BY ${ORDERED[order].by} LIMIT ${limit + 1}`;
  const rows = await toRows(found);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last ? cursorOf(order, last) : null };
}

/** One asset within the scope, also one that has gone into another; null where there is none. */
export async function findAsset(scope: Scope, id: string, now: Date): Promise<AssetRow | null> {
  const found = await unsafeDb().$queryRaw`
    SELECT ${columns(now)} FROM ${FROM} WHERE a.id = ${id}::uuid AND ${inScopeOf(scope)}`;
  const [row] = await toRows(found);
  return row ?? null;
}
