import { z } from 'zod';
import { productFilter, type Scope } from '@/lib/access/policy';
import { ROW_COLUMNS, ROW_FROM, toRows } from '@/lib/alerts/data/rows';
import { matching, within } from '@/lib/alerts/data/where';
import type { AlertFilter, AlertOrder } from '@/lib/alerts/search-params';
import { ALERT_STATES, type AlertCounts, type AlertPage, type AlertRow } from '@/lib/alerts/types';
import { unsafeDb } from '@/lib/core/db';
import { Prisma } from '@/prisma/generated/client';

const PAGE = 50;

const cursorSchema = z.tuple([
  z.coerce.number().int().min(0).max(4),
  z.iso.datetime({ precision: 6 }),
  z.coerce.number().int().positive().max(2_147_483_647),
]);

/** `<severity>_<last event>_<number>` of the last row of the page before. */
const cursorOf = ({ severity, lastAt, number }: AlertRow) => `${severity}_${lastAt}_${number}`;

function after(order: AlertOrder, cursor: string | null): Prisma.Sql {
  const parsed = cursorSchema.safeParse(cursor?.split('_'));
  if (!parsed.success) return Prisma.sql`TRUE`;
  const [severity, lastAt, number] = parsed.data;
  if (order === 'last.desc') return Prisma.sql`(a.last_at, a.number) < (${lastAt}::timestamptz, ${number}::int)`;
  return Prisma.sql`(a.severity, a.last_at, a.number) < (${severity}::int, ${lastAt}::timestamptz, ${number}::int)`;
}

const ORDER: Readonly<Record<AlertOrder, Prisma.Sql>> = {
  'severity.desc': Prisma.sql`a.severity DESC, a.last_at DESC, a.number DESC`,
  'last.desc': Prisma.sql`a.last_at DESC, a.number DESC`,
};

export type AlertQuery = {
  readonly filter: AlertFilter;
  readonly order: AlertOrder;
  readonly cursor: string | null;
};

/** A page of alerts within the scope. What was merged into another one is found there. */
export async function listAlerts(scope: Scope, query: AlertQuery, limit = PAGE): Promise<AlertPage> {
  const { filter, order, cursor } = query;
  const found = await unsafeDb().$queryRaw`
    SELECT ${ROW_COLUMNS} FROM ${ROW_FROM}
    WHERE ${matching(scope, filter)} AND a.state = ANY (${filter.state}::alert_state[]) AND ${after(order, cursor)}
    ORDER BY ${ORDER[order]} LIMIT ${limit + 1}`;
  const rows = toRows(found);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last ? cursorOf(last) : null };
}

const countSchema = z.array(z.object({ state: z.enum(ALERT_STATES), count: z.number() }));

/** How many the filter matches in each state, whichever states it asks for. */
export async function countAlerts(scope: Scope, filter: AlertFilter): Promise<AlertCounts> {
  const found = await unsafeDb().$queryRaw`
    SELECT a.state::text AS state, count(*)::int AS count FROM alert a JOIN product p ON p.id = a.product_id
    WHERE ${matching(scope, filter)} GROUP BY a.state`;
  const counts = new Map(countSchema.parse(found).map(({ state, count }) => [state, count]));
  return {
    open: counts.get('open') ?? 0,
    acknowledged: counts.get('acknowledged') ?? 0,
    closed: counts.get('closed') ?? 0,
  };
}

export type AlertChoices = {
  readonly products: readonly { readonly slug: string; readonly name: string }[];
  readonly rules: readonly { readonly rule: string; readonly title: string }[];
  readonly techniques: readonly string[];
};

/** Rules and techniques in a filter; more than these are found by text. */
const CHOICES = 300;

const rulesSchema = z.array(z.object({ rule: z.string(), title: z.string() }));
const techniquesSchema = z.array(z.object({ technique: z.string() }));

/** What the list can be narrowed to: products in scope, and the rules and techniques that raised something in it. */
export async function alertChoices(scope: Scope): Promise<AlertChoices> {
  const [products, rules, techniques] = await Promise.all([
    unsafeDb().product.findMany({
      where: { id: productFilter(scope) },
      select: { slug: true, name: true },
      orderBy: { name: 'asc' },
    }),
    unsafeDb().$queryRaw`
      SELECT a.rule, max(a.title) AS title FROM alert a WHERE ${within(scope)} GROUP BY a.rule ORDER BY 2, 1
      LIMIT ${CHOICES}`,
    unsafeDb().$queryRaw`
      SELECT DISTINCT unnest(a.techniques) AS technique FROM alert a WHERE ${within(scope)} ORDER BY 1 LIMIT ${CHOICES}`,
  ]);
  return {
    products,
    rules: rulesSchema.parse(rules),
    techniques: techniquesSchema.parse(techniques).map(({ technique }) => technique),
  };
}
