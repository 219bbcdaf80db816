import { z } from 'zod';
import { productFilter, type Scope } from '@/lib/access/policy';
import { isoDay } from '@/lib/core/datetime';
import { type Prisma, unsafeDb } from '@/lib/core/db';
import { ROW_SELECT, toRows } from '@/lib/engagements/data/rows';
import type { EngagementFilter, EngagementOrder } from '@/lib/engagements/search-params';
import type { EngagementPage, EngagementRow } from '@/lib/engagements/types';

const PAGE = 50;

function textIs({ q }: EngagementFilter): Prisma.EngagementWhereInput {
  if (!q) return {};
  const number = /^(?:PT-|#)?(\d{1,9})$/i.exec(q)?.[1];
  const contains = { contains: q, mode: 'insensitive' } as const;
  return {
    OR: [
      ...(number ? [{ number: Number(number) }] : []),
      { title: contains },
      { company: contains },
      { method: contains },
      { testers: { has: q } },
    ],
  };
}

function some<T>(values: readonly T[]): { in: T[] } | undefined {
  return values.length > 0 ? { in: [...values] } : undefined;
}

function matching(scope: Scope, filter: EngagementFilter): Prisma.EngagementWhereInput {
  return {
    AND: [{ productId: productFilter(scope) }, textIs(filter)],
    state: some(filter.state),
    kind: some(filter.kind),
    performer: some(filter.performer),
    product: { slug: some(filter.product), team: { slug: some(filter.team) } },
  };
}

type Sorted = { readonly column: 'endsOn' | 'retestDueOn'; readonly way: 'asc' | 'desc' };
const SORTED: Readonly<Record<EngagementOrder, Sorted>> = {
  'ends.desc': { column: 'endsOn', way: 'desc' },
  'ends.asc': { column: 'endsOn', way: 'asc' },
  'retest.asc': { column: 'retestDueOn', way: 'asc' },
};

const cursorSchema = z.tuple([z.iso.date(), z.coerce.number().int().positive()]);

/** `<day>.<number>`: the last row of the page before; retests without a day come last and go by number alone. */
function after(order: EngagementOrder, cursor: string | null): Prisma.EngagementWhereInput {
  const [, day = '', number = ''] = /^([\d-]{10}|none)\.(\d{1,9})$/.exec(cursor ?? '') ?? [];
  const { column, way } = SORTED[order];
  const beyond = (than: number) => (way === 'asc' ? { gt: than } : { lt: than });
  if (day === 'none' && column === 'retestDueOn') return { retestDueOn: null, number: beyond(Number(number)) };
  const parsed = cursorSchema.safeParse([day, number]);
  if (!parsed.success) return {};
  const at = new Date(parsed.data[0]);
  return {
    OR: [
      { [column]: way === 'asc' ? { gt: at } : { lt: at } },
      { [column]: at, number: beyond(parsed.data[1]) },
      ...(column === 'retestDueOn' ? [{ retestDueOn: null }] : []),
    ],
  };
}

function cursorOf(order: EngagementOrder, row: EngagementRow): string {
  return `${row[SORTED[order].column] ?? 'none'}.${row.number}`;
}

/** A page of engagements within the scope. */
export async function listEngagements(
  scope: Scope,
  query: { readonly filter: EngagementFilter; readonly order: EngagementOrder; readonly cursor: string | null },
  now: Date,
  limit = PAGE,
): Promise<EngagementPage> {
  const { filter, order, cursor } = query;
  const { column, way } = SORTED[order];
  const stored = await unsafeDb().engagement.findMany({
    where: { AND: [matching(scope, filter), after(order, cursor)] },
    orderBy: [
      column === 'retestDueOn' ? { retestDueOn: { sort: way, nulls: 'last' } } : { endsOn: way },
      { number: way },
    ],
    take: limit + 1,
    select: ROW_SELECT,
  });
  const rows = await toRows(stored.slice(0, limit), isoDay(now));
  const last = rows.at(-1);
  return { rows, next: stored.length > limit && last ? cursorOf(order, last) : null };
}

/** Products in scope, by name: what the list can be narrowed to, and what a test can be of. */
export function engagementProducts(scope: Scope): Promise<readonly { id: string; slug: string; name: string }[]> {
  return unsafeDb().product.findMany({
    where: { id: productFilter(scope) },
    select: { id: true, slug: true, name: true },
    orderBy: { name: 'asc' },
  });
}
