import { z } from 'zod';
import { productFilter, type Scope } from '@/lib/access/policy';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { placeOf, ROW_SELECT, type StoredRow, toRows } from '@/lib/tls/data/rows';
import { placeName } from '@/lib/tls/place';
import type { EndpointFilter, EndpointOrder } from '@/lib/tls/search-params';
import type { EndpointPage, EndpointSummary, ExpiryItem } from '@/lib/tls/types';

const PAGE = 50;

function some<T>(values: readonly T[]): { in: T[] } | undefined {
  return values.length > 0 ? { in: [...values] } : undefined;
}

/** Any of these, where one is asked for. */
function anyOf(wheres: readonly Prisma.TlsEndpointWhereInput[]): Prisma.TlsEndpointWhereInput {
  return wheres.length > 0 ? { OR: [...wheres] } : {};
}

const gradeIs = ({ grade }: EndpointFilter) =>
  anyOf(grade.map((letter) => ({ letter: letter === 'unknown' ? null : letter })));

const targetIs = ({ target }: EndpointFilter) =>
  anyOf(target.map((state) => ({ targetMet: state === 'unknown' ? null : state === 'met' })));

function expiryIs({ expiry }: EndpointFilter, now: Date): Prisma.TlsEndpointWhereInput {
  const wheres = {
    expired: { expiresAt: { lte: now } },
    due: { expiryDueAt: { lte: now }, expiresAt: { gt: now } },
    later: { expiryDueAt: { gt: now } },
  } as const satisfies Record<EndpointFilter['expiry'][number], Prisma.TlsEndpointWhereInput>;
  return anyOf(expiry.map((state) => wheres[state]));
}

const SCANNED = {
  changed: { changes: { gt: 0 } },
  worse: { worse: { gt: 0 } },
  unreached: { why: { not: null } },
  never: { lastScanAt: null },
} as const satisfies Record<EndpointFilter['scan'][number], Prisma.TlsEndpointWhereInput>;

function textIs({ q }: EndpointFilter): Prisma.TlsEndpointWhereInput {
  if (!q) return {};
  const [, name = q, port] = /^(.*?)(?::(\d{1,5}))?$/.exec(q) ?? [];
  const contains = { contains: name, mode: 'insensitive' } as const;
  const where = { OR: [{ host: contains }, { sni: contains }, { address: contains }] };
  return port === undefined ? where : { ...where, port: Number(port) };
}

function matching(scope: Scope, filter: EndpointFilter, now: Date): Prisma.TlsEndpointWhereInput {
  return {
    AND: [
      { productId: productFilter(scope) },
      textIs(filter),
      gradeIs(filter),
      targetIs(filter),
      expiryIs(filter, now),
      anyOf(filter.scan.map((result) => SCANNED[result])),
      anyOf(filter.protocol.map((protocol) => ({ protocols: { has: protocol } }))),
    ],
    product: { slug: some(filter.product), team: { slug: some(filter.team) } },
  };
}

type Column = 'rank' | 'expiresAt' | 'host' | 'lastScanAt';
const SORTED: Readonly<Record<EndpointOrder, { readonly column: Column; readonly way: 'asc' | 'desc' }>> = {
  'grade.desc': { column: 'rank', way: 'desc' },
  'grade.asc': { column: 'rank', way: 'asc' },
  'expiry.asc': { column: 'expiresAt', way: 'asc' },
  'host.asc': { column: 'host', way: 'asc' },
  'scan.desc': { column: 'lastScanAt', way: 'desc' },
};

const VALUES: Readonly<Record<Column, z.ZodType<string | number | Date | null>>> = {
  rank: z.number().int(),
  host: z.string(),
  expiresAt: z.iso
    .datetime()
    .transform((at) => new Date(at))
    .nullable(),
  lastScanAt: z.iso
    .datetime()
    .transform((at) => new Date(at))
    .nullable(),
};

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}

/** The last row of the page before; rows without a date come last and go by id alone. */
function after(order: EndpointOrder, cursor: string | null): Prisma.TlsEndpointWhereInput {
  const { column, way } = SORTED[order];
  const parsed = z.tuple([VALUES[column], z.uuid()]).safeParse(cursor ? decode(cursor) : null);
  if (!parsed.success) return {};
  const [value, id] = parsed.data;
  const beyond = way === 'asc' ? 'gt' : 'lt';
  const dated = column === 'expiresAt' || column === 'lastScanAt';
  if (value === null) return { [column]: null, id: { [beyond]: id } };
  return {
    OR: [
      { [column]: { [beyond]: value } },
      { [column]: value, id: { [beyond]: id } },
      ...(dated ? [{ [column]: null }] : []),
    ],
  };
}

function cursorOf(order: EndpointOrder, row: StoredRow): string {
  return Buffer.from(JSON.stringify([row[SORTED[order].column], row.id])).toString('base64url');
}

function orderBy(order: EndpointOrder): Prisma.TlsEndpointOrderByWithRelationInput[] {
  const { column, way } = SORTED[order];
  const dated = column === 'expiresAt' || column === 'lastScanAt';
  return [dated ? { [column]: { sort: way, nulls: 'last' } } : { [column]: way }, { id: way }];
}

export type EndpointQuery = {
  readonly filter: EndpointFilter;
  readonly order: EndpointOrder;
  readonly cursor: string | null;
};

/** A page of endpoints within the scope. */
export async function listEndpoints(
  scope: Scope,
  { filter, order, cursor }: EndpointQuery,
  now: Date,
  limit = PAGE,
): Promise<EndpointPage> {
  const stored = await unsafeDb().tlsEndpoint.findMany({
    where: { AND: [matching(scope, filter, now), after(order, cursor)] },
    orderBy: orderBy(order),
    take: limit + 1,
    select: ROW_SELECT,
  });
  const page = stored.slice(0, limit);
  const last = page.at(-1);
  return { rows: await toRows(page, now), next: stored.length > limit && last ? cursorOf(order, last) : null };
}

type Narrow = Pick<EndpointFilter, 'product' | 'team'>;

/** How the endpoints of the scope stand, narrowed to teams and products. */
export async function endpointSummary(scope: Scope, { product, team }: Narrow, now: Date): Promise<EndpointSummary> {
  const where: Prisma.TlsEndpointWhereInput = {
    productId: productFilter(scope),
    product: { slug: some(product), team: { slug: some(team) } },
  };
  const [groups, expiring] = await Promise.all([
    unsafeDb().tlsEndpoint.groupBy({ by: ['targetMet'], where, _count: true }),
    unsafeDb().tlsEndpoint.count({ where: { ...where, expiryDueAt: { lte: now } } }),
  ]);
  const of = (met: boolean | null) => groups.find(({ targetMet }) => targetMet === met)?._count ?? 0;
  const [met, missed, unknown] = [of(true), of(false), of(null)];
  return { total: met + missed + unknown, met, missed, unknown, expiring };
}

const CALENDAR = 1000;

/** When certificates end, the first ones first. */
export async function expiries(scope: Scope, filter: EndpointFilter, now: Date): Promise<readonly ExpiryItem[]> {
  const rows = await unsafeDb().tlsEndpoint.findMany({
    where: { AND: [matching(scope, filter, now), { expiresAt: { not: null } }] },
    orderBy: [{ expiresAt: 'asc' }, { id: 'asc' }],
    take: CALENDAR,
    select: ROW_SELECT,
  });
  return rows.flatMap((row) => {
    if (row.expiresAt === null) return [];
    const due = row.expiryDueAt !== null && row.expiryDueAt <= now;
    const name = placeName(placeOf(row));
    return [{ id: row.id, name, product: row.product.name, expiresAt: row.expiresAt.toISOString(), due }];
  });
}

/** Products in scope, by name: what the list can be narrowed to, and what an endpoint can belong to. */
export function endpointProducts(scope: Scope): Promise<readonly { id: string; slug: string; name: string }[]> {
  return unsafeDb().product.findMany({
    where: { id: productFilter(scope) },
    select: { id: true, slug: true, name: true },
    orderBy: { name: 'asc' },
  });
}
