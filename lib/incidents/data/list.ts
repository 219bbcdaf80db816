import { z } from 'zod';
import { productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { ROW, toRow } from '@/lib/incidents/data/rows';
import { matching, within } from '@/lib/incidents/data/where';
import type { IncidentAddress } from '@/lib/incidents/search-params';
import type { IncidentCounts, IncidentPage } from '@/lib/incidents/view-types';
import { Prisma } from '@/prisma/generated/client';

const PAGE = 50;

/** Open ones first: the highest priority, of these the one that burns longest. Then those that ended, the last one first. */
const ORDER = Prisma.sql`(i.closed_at IS NOT NULL)::int, CASE WHEN i.closed_at IS NULL THEN i.priority ELSE 0 END,
  CASE WHEN i.closed_at IS NULL THEN extract(epoch FROM i.declared_at) ELSE -extract(epoch FROM i.closed_at) END,
  i.number`;

const placeSchema = z.tuple([
  z.coerce.number().int().min(0).max(1),
  z.coerce.number().int().min(0).max(4),
  z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/),
  z.coerce.number().int().positive().max(2_147_483_647),
]);

const keySchema = z.array(z.object({ id: z.string(), place: z.string() }));

function after(cursor: string | null): Prisma.Sql {
  const parsed = placeSchema.safeParse(cursor?.split('_'));
  if (!parsed.success) return Prisma.sql`TRUE`;
  const [ended, priority, moment, number] = parsed.data;
  return Prisma.sql`(${ORDER}) > (${ended}::int, ${priority}::int, ${moment}::numeric, ${number}::int)`;
}

/** Who looks: where they may work, and as whom. */
export type IncidentViewer = { readonly now: Date; readonly personId: string; readonly write: Scope | null };

export type IncidentQuery = { readonly filter: IncidentAddress; readonly cursor: string | null };

/** A page of incidents within the scope. */
export async function listIncidents(
  scope: Scope,
  { filter, cursor }: IncidentQuery,
  viewer: IncidentViewer,
  limit = PAGE,
): Promise<IncidentPage> {
  const open = filter.state.includes('open');
  const closed = filter.state.includes('closed');
  const states = open === closed ? Prisma.sql`TRUE` : Prisma.sql`(i.closed_at IS NULL) = ${open}`;
  const found = keySchema.parse(
    await unsafeDb().$queryRaw`
      SELECT i.id::text AS id, concat_ws('_', ${ORDER}) AS place FROM incident i JOIN product p ON p.id = i.product_id
      WHERE ${matching(scope, filter, viewer.personId)} AND ${states} AND ${after(cursor)}
      ORDER BY ${ORDER} LIMIT ${limit + 1}`,
  );
  const shown = found.slice(0, limit);
  const stored = await unsafeDb().incident.findMany({
    where: { id: { in: shown.map(({ id }) => id) }, productId: productFilter(scope) },
    select: ROW,
  });
  const rows = shown.flatMap(({ id }) => stored.filter((row) => row.id === id)).map((row) => toRow(row, viewer.write));
  const last = shown.at(-1);
  return { rows, next: found.length > limit && last ? last.place : null, now: viewer.now.toISOString() };
}

const countSchema = z.tuple([z.object({ open: z.number(), closed: z.number() })]);

/** How many the filter matches in each state, whichever states it asks for. */
export async function countIncidents(scope: Scope, filter: IncidentAddress, personId: string): Promise<IncidentCounts> {
  const [counts] = countSchema.parse(
    await unsafeDb().$queryRaw`
      SELECT count(*) FILTER (WHERE i.closed_at IS NULL)::int AS open,
        count(*) FILTER (WHERE i.closed_at IS NOT NULL)::int AS closed
      FROM incident i JOIN product p ON p.id = i.product_id WHERE ${matching(scope, filter, personId)}`,
  );
  return counts;
}

export type ProductChoice = { readonly id: string; readonly slug: string; readonly name: string };

/** Products within the scope: to narrow the list to, or to declare an incident of. */
export function productChoices(scope: Scope): Promise<readonly ProductChoice[]> {
  return unsafeDb().product.findMany({
    where: { id: productFilter(scope) },
    select: { id: true, slug: true, name: true },
    orderBy: { name: 'asc' },
  });
}

/** Whether there was ever one within the scope. */
export async function anyIncident(scope: Scope): Promise<boolean> {
  const [row] = z
    .tuple([z.object({ any: z.boolean() })])
    .parse(await unsafeDb().$queryRaw`SELECT EXISTS (SELECT FROM incident i WHERE ${within(scope)}) AS any`);
  return row.any;
}
