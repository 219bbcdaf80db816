import { z } from 'zod';
import { ROW_SELECT, toRows } from '@/lib/acceptances/data/rows';
import { LIVING_STATES } from '@/lib/acceptances/rules';
import type { AcceptanceFilter, AcceptanceOrder } from '@/lib/acceptances/search-params';
import type { AcceptancePage, AcceptanceRow, AcceptanceStateName } from '@/lib/acceptances/types';
import { productFilter, type Scope } from '@/lib/access/policy';
import { type Prisma, unsafeDb } from '@/lib/core/db';

const PAGE = 50;
const EXPORT_BATCH = 500;

/** Who looks and when. `decides`: the products whose requests wait for them. */
export type RegisterViewer = { readonly personId: string; readonly decides: Scope | null; readonly now: Date };

/** The state at `now`, in SQL: what has reached its expiry is expired, whatever the row says. */
function stateIs(state: AcceptanceStateName, now: Date): Prisma.AcceptanceWhereInput {
  if (state === 'expired') {
    return { OR: [{ state }, { state: { in: [...LIVING_STATES] }, expiresAt: { lte: now } }] };
  }
  return LIVING_STATES.some((living) => living === state) ? { state, expiresAt: { gt: now } } : { state };
}

function queueIs({ queue }: AcceptanceFilter, viewer: RegisterViewer): Prisma.AcceptanceWhereInput {
  if (queue === 'mine') return { requesterId: viewer.personId };
  if (queue !== 'decide') return {};
  const products = viewer.decides === null ? { in: [] } : productFilter(viewer.decides);
  return {
    AND: [stateIs('requested', viewer.now)],
    productId: products,
    requesterId: { not: viewer.personId },
  };
}

function textIs({ q }: AcceptanceFilter): Prisma.AcceptanceWhereInput {
  if (!q) return {};
  const number = /^#?(\d{1,9})$/.exec(q)?.[1];
  const contains = { contains: q, mode: 'insensitive' } as const;
  return {
    OR: [
      ...(number ? [{ number: Number(number) }] : []),
      { justification: contains },
      { measures: contains },
      { packageName: contains },
      { ruleId: contains },
      { requester: { name: contains } },
      { decider: { name: contains } },
    ],
  };
}

function some<T>(values: readonly T[]): { in: T[] } | undefined {
  return values.length > 0 ? { in: [...values] } : undefined;
}

function matching(scope: Scope, filter: AcceptanceFilter, viewer: RegisterViewer): Prisma.AcceptanceWhereInput {
  const states = filter.state.map((state) => stateIs(state, viewer.now));
  return {
    AND: [
      { productId: productFilter(scope) },
      queueIs(filter, viewer),
      textIs(filter),
      states.length > 0 ? { OR: states } : {},
    ],
    scope: some(filter.scope),
    product: { slug: some(filter.product), team: { slug: some(filter.team) } },
  };
}

type Sorted = { readonly column: 'expiresAt' | 'requestedAt' | 'ceiling'; readonly way: 'asc' | 'desc' };
const SORTED: Readonly<Record<AcceptanceOrder, Sorted>> = {
  'expires.asc': { column: 'expiresAt', way: 'asc' },
  'expires.desc': { column: 'expiresAt', way: 'desc' },
  'requested.asc': { column: 'requestedAt', way: 'asc' },
  'requested.desc': { column: 'requestedAt', way: 'desc' },
  'severity.desc': { column: 'ceiling', way: 'desc' },
};

const cursorSchema = z.tuple([z.coerce.number().int().min(0).max(8e15), z.coerce.number().int().positive()]);

/** `<milliseconds or severity>.<number>`: the last row of the page before. */
function after(order: AcceptanceOrder, cursor: string | null): Prisma.AcceptanceWhereInput {
  const parsed = cursorSchema.safeParse(/^(\d{1,16})\.(\d{1,9})$/.exec(cursor ?? '')?.slice(1));
  if (!parsed.success) return {};
  const [key, number] = parsed.data;
  const { column, way } = SORTED[order];
  const value = column === 'ceiling' ? key : new Date(key);
  const beyond = way === 'asc' ? { gt: value } : { lt: value };
  return { OR: [{ [column]: beyond }, { [column]: value, number: way === 'asc' ? { gt: number } : { lt: number } }] };
}

function cursorOf(order: AcceptanceOrder, row: AcceptanceRow): string {
  const { column } = SORTED[order];
  return `${column === 'ceiling' ? row.ceiling : Date.parse(row[column])}.${row.number}`;
}

/** A page of the register within the scope. */
export async function listAcceptances(
  scope: Scope,
  query: { readonly filter: AcceptanceFilter; readonly order: AcceptanceOrder; readonly cursor: string | null },
  viewer: RegisterViewer,
  limit = PAGE,
): Promise<AcceptancePage> {
  const { filter, order, cursor } = query;
  const { column, way } = SORTED[order];
  const stored = await unsafeDb().acceptance.findMany({
    where: { AND: [matching(scope, filter, viewer), after(order, cursor)] },
    orderBy: [{ [column]: way }, { number: way }],
    take: limit + 1,
    select: ROW_SELECT,
  });
  const rows = await toRows(stored.slice(0, limit), viewer.now);
  const last = rows.at(-1);
  return { rows, next: stored.length > limit && last ? cursorOf(order, last) : null };
}

/** How many requests wait for the viewer's decision. */
export function countToDecide(scope: Scope, viewer: RegisterViewer): Promise<number> {
  const { personId, now, decides } = viewer;
  if (decides === null) return Promise.resolve(0);
  return unsafeDb().acceptance.count({
    where: {
      AND: [{ productId: productFilter(scope) }, { productId: productFilter(decides) }, stateIs('requested', now)],
      requesterId: { not: personId },
    },
  });
}

/** Products in scope that have an acceptance, by name: what the list can be narrowed to. */
export function registerProducts(scope: Scope): Promise<readonly { slug: string; name: string }[]> {
  return unsafeDb().product.findMany({
    where: { id: productFilter(scope), acceptances: { some: {} } },
    select: { slug: true, name: true },
    orderBy: { name: 'asc' },
  });
}

/** Every matching row in the order of the list, in batches of constant memory. */
export async function* streamAcceptances(
  scope: Scope,
  query: { readonly filter: AcceptanceFilter; readonly order: AcceptanceOrder },
  viewer: RegisterViewer,
): AsyncGenerator<readonly AcceptanceRow[]> {
  let cursor: string | null = null;
  do {
    const page: AcceptancePage = await listAcceptances(scope, { ...query, cursor }, viewer, EXPORT_BATCH);
    if (page.rows.length > 0) yield page.rows;
    cursor = page.next;
  } while (cursor !== null);
}
