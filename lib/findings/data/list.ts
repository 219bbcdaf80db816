import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { type Tx, unsafeDb } from '@/lib/core/db';
import { type Cursor, decodeCursor, encodeCursor } from '@/lib/findings/cursor';
import { allThat, alongWhere } from '@/lib/findings/data/condition';
import { productsToName } from '@/lib/findings/data/products';
import { readSnapshot } from '@/lib/findings/data/snapshot';
import { type Spread, spreadOf } from '@/lib/findings/data/spread';
import type { Bounds } from '@/lib/findings/data/totals';
import { conditionsOf, type Viewer } from '@/lib/findings/data/where';
import { type FindingFilter, type Order, type SortKey, splitOrder } from '@/lib/findings/search-params';
import { FINDING_KINDS, FINDING_STATUSES, type FindingPage, type FindingRow } from '@/lib/findings/types';
import { Prisma } from '@/prisma/generated/client';

export const PAGE_SIZE = 100;

/** Orders that depend on what a finding is: of many that match, the first may lie very far down. */
const UNEVEN: readonly SortKey[] = ['cvss', 'epss', 'due'];
/** Orders whose index holds their column as it is: ids are met there without a look at their findings. */
const PLAIN: readonly SortKey[] = ['severity', 'priority', 'first_seen', 'updated'];
/** So many rows of such an order are looked through for a page; then all that match are read and sorted. */
const LOOK = 20_000;

const instant = z.date().transform((at) => at.toISOString());

const rowSchema = z.object({
  id: z.number(),
  version: z.number(),
  productId: z.string(),
  productName: z.string(),
  kind: z.enum(FINDING_KINDS),
  scanner: z.string(),
  title: z.string(),
  severity: z.number(),
  status: z.enum(FINDING_STATUSES),
  reason: z.string().nullable(),
  regressed: z.boolean(),
  ruleId: z.string(),
  vulnId: z.string().nullable(),
  location: z.string(),
  packageName: z.string().nullable(),
  packageVersion: z.string().nullable(),
  fixVersion: z.string().nullable(),
  fixAvailable: z.boolean().nullable(),
  knownExploited: z.boolean().nullable(),
  cvssScore: z.number().nullable(),
  epss: z.number().nullable(),
  priority: z.number(),
  ssvc: z.number().nullable(),
  tags: z.array(z.string()),
  assigneeId: z.string().nullable(),
  assigneeName: z.string().nullable(),
  handedById: z.string().nullable(),
  firstSeenAt: instant,
  dueAt: instant.nullable(),
  slaPausedAt: instant.nullable(),
  updatedAt: instant,
  snoozedUntil: instant.nullable(),
  wokenAt: instant.nullable(),
  sortKey: z.number().nullable(),
});

/** Columns of a row; tables `finding f`, `product p`, `person a` (assignee). */
const ROW_COLUMNS = Prisma.sql`
  f.id, f.version, f.product_id::text AS "productId", p.name AS "productName", f.kind, f.scanner, f.title, f.severity,
  f.status::text AS status, f.reason, f.regressed, f.rule_id AS "ruleId", f.vuln_id AS "vulnId", f.location,
  f.package_name AS "packageName", f.package_version AS "packageVersion", f.fix_version AS "fixVersion",
  f.fix_available AS "fixAvailable", f.known_exploited AS "knownExploited", f.cvss_score AS "cvssScore", f.epss,
  f.priority, f.ssvc,
  f.tags, f.assignee_id::text AS "assigneeId", a.name AS "assigneeName", f.handed_by_id::text AS "handedById",
  f.first_seen_at AS "firstSeenAt",
  f.due_at AS "dueAt", f.updated_at AS "updatedAt", f.sla_paused_at AS "slaPausedAt",
  f.snoozed_until AS "snoozedUntil", f.woken_at AS "wokenAt"`;

/** What each order sorts by, word for word as in its index; unknown scores and dates sort as the least urgent. */
const SORT_SQL: Readonly<
  Record<SortKey, { by: Prisma.Sql; key: Prisma.Sql; value: (key: number | null) => Prisma.Sql }>
> = {
  severity: rank('f.severity', 'smallint', '0'),
  priority: rank('f.priority', 'smallint', '0'),
  first_seen: moment('f.first_seen_at'),
  updated: moment('f.updated_at'),
  due: moment(`COALESCE(f.due_at, 'infinity'::timestamptz)`),
  cvss: rank('COALESCE(f.cvss_score, -1)', 'real', '-1'),
  epss: rank('COALESCE(f.epss, -1)', 'real', '-1'),
};

function rank(by: string, type: string, least: string) {
  return {
    by: Prisma.raw(by),
    key: Prisma.raw(`(${by})::float8`),
    value: (key: number | null) => Prisma.sql`${key ?? Number(least)}::float8::${Prisma.raw(type)}`,
  };
}

/** Cursors keep instants as milliseconds, which is all that the columns hold; `infinity` is null. */
function moment(by: string) {
  return {
    by: Prisma.raw(by),
    key: Prisma.raw(`CASE WHEN isfinite(${by}) THEN (extract(epoch FROM ${by}) * 1000)::float8 END`),
    value: (key: number | null) =>
      key === null ? Prisma.sql`'infinity'::timestamptz` : Prisma.sql`${new Date(key).toISOString()}::timestamptz`,
  };
}

export function orderBy(order: Order): Prisma.Sql {
  const { key, direction } = splitOrder(order);
  const way = Prisma.raw(direction === 'asc' ? 'ASC' : 'DESC');
  return Prisma.sql`${SORT_SQL[key].by} ${way}, f.id ${way}`;
}

function after(order: Order, cursor: Cursor | null): Prisma.Sql {
  if (!cursor) return Prisma.sql`TRUE`;
  const { key, direction } = splitOrder(order);
  const { by, value } = SORT_SQL[key];
  const beyond = Prisma.raw(direction === 'asc' ? '>' : '<');
  return Prisma.sql`(${by}, f.id) ${beyond} (${value(cursor.key)}, ${cursor.id}::int)`;
}

function toRow(parsed: z.infer<typeof rowSchema>): FindingRow {
  const { assigneeId, assigneeName, sortKey: _, ...row } = parsed;
  return { ...row, assignee: assigneeId ? { id: assigneeId, name: assigneeName ?? '' } : null };
}

export type ListQuery = { readonly filter: FindingFilter; readonly order: Order; readonly cursor: string | null };

/** Where an order may begin: what lies before matches nothing. */
function begin(order: Order, bounds: Bounds | null): Prisma.Sql {
  const { key, direction } = splitOrder(order);
  const { by, value } = SORT_SQL[key];
  if (bounds === null) return Prisma.sql`TRUE`;
  if (direction === 'asc')
    return key === 'due' ? Prisma.sql`${by} >= ${value(bounds.due?.getTime() ?? null)}` : Prisma.sql`TRUE`;
  return key === 'cvss' || key === 'epss' || key === 'priority'
    ? Prisma.sql`${by} <= ${value(bounds[key])}`
    : Prisma.sql`TRUE`;
}

/** The first rows after the cursor that match. */
export async function firstRows(
  { conditions, bounds, few }: Spread,
  order: Order,
  cursor: Cursor | null,
  { limit, look }: { readonly limit: number; readonly look: number },
) {
  const { key, direction } = splitOrder(order);
  const beyond = cursor ? after(order, cursor) : begin(order, bounds);
  const select = async (from: Prisma.Sql, where: Prisma.Sql, by = orderBy(order)) => {
    // Names of products and people are put to the page alone.
    const found = await unsafeDb().$queryRaw`
      SELECT ${ROW_COLUMNS}, ${SORT_SQL[key].key} AS "sortKey"
      FROM (SELECT f.* FROM ${from} f WHERE ${where} ORDER BY ${by} LIMIT ${limit}) f
        JOIN product p ON p.id = f.product_id LEFT JOIN person a ON a.id = f.assignee_id
      ORDER BY ${orderBy(order)}`;
    return z.array(rowSchema).parse(found);
  };
  const isChosen = conditions.some(({ facet }) => facet !== null && facet !== 'status');
  if (few) return select(allThat(conditions), beyond);
  const where = alongWhere(conditions);
  const way = Prisma.raw(direction === 'asc' ? 'ASC' : 'DESC');
  const [named] = conditions.flatMap(({ ids }) => ids ?? []);
  if (named !== undefined && PLAIN.includes(key)) {
    // As an expression that no index by id knows: the planner goes along the order, which is what a page needs.
    const met = Prisma.sql`(SELECT f.*, met.place FROM (SELECT f.id, ${SORT_SQL[key].by} AS place FROM finding f
      WHERE ${beyond} AND COALESCE(f.id = ANY(${named}::int[]), FALSE) ORDER BY ${orderBy(order)} OFFSET 0) met
      JOIN finding f ON f.id = met.id)`;
    return select(met, where, Prisma.sql`f.place ${way}, f.id ${way}`);
  }
  if (!isChosen || !UNEVEN.includes(key)) return select(Prisma.sql`finding`, Prisma.sql`${where} AND ${beyond}`);
  // Under a name of its own, so that the planner knows that these rows come in order, and stops with the page.
  const near = Prisma.sql`(SELECT f.*, ${SORT_SQL[key].by} AS place FROM finding f
    WHERE ${beyond} ORDER BY ${orderBy(order)} LIMIT ${look})`;
  const rows = await select(near, where, Prisma.sql`f.place ${way}, f.id ${way}`);
  return rows.length === limit ? rows : select(allThat(conditions), beyond);
}

/**
 * A page of findings within the scope, by keyset: `limit` rows after the cursor, read by the order's own index. `look`:
 * rows of an uneven order to look through before all that match are read.
 */
export async function listFindings(
  scope: Scope,
  { filter, order, cursor }: ListQuery,
  viewer: Viewer,
  limit = PAGE_SIZE,
  look = LOOK,
): Promise<FindingPage> {
  const [asOf, products] = await Promise.all([readSnapshot(), productsToName(scope, filter)]);
  const conditions = await conditionsOf(scope, products, filter, viewer);
  const spread = await spreadOf(conditions, splitOrder(order).key);
  const parsed = await firstRows(spread, order, decodeCursor(cursor), {
    limit: limit + 1,
    look,
  });
  const last = parsed.length > limit ? parsed[limit - 1] : undefined;
  return {
    rows: parsed.slice(0, limit).map(toRow),
    next: last ? encodeCursor({ key: last.sortKey, id: last.id }) : null,
    asOf,
  };
}

/** Rows by id within the scope, in no order: what a verb changed, as it is now in the verb's own transaction. */
export async function rowsById(tx: Tx, scope: Scope, ids: readonly number[]): Promise<FindingRow[]> {
  const reach =
    scope.products === 'all' ? Prisma.sql`TRUE` : Prisma.sql`f.product_id = ANY(${[...scope.products]}::uuid[])`;
  const found = await tx.$queryRaw`
    SELECT ${ROW_COLUMNS}, NULL::float8 AS "sortKey"
    FROM finding f JOIN product p ON p.id = f.product_id LEFT JOIN person a ON a.id = f.assignee_id
    WHERE f.id = ANY(${[...ids]}::int[]) AND ${reach}`;
  return z.array(rowSchema).parse(found).map(toRow);
}
