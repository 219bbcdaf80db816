import { z } from 'zod';
import { entityOf } from '@/lib/alerts/entity';
import { ALERT_STATES, type AlertLine, type AlertRow } from '@/lib/alerts/types';
import { Prisma } from '@/prisma/generated/client';

const stateSchema = z.enum(ALERT_STATES);
const verdictSchema = z.enum(['true_positive', 'benign', 'false_positive', 'ended']).nullable();
const entitySchema = z.unknown().transform(entityOf);

const line = {
  id: z.string(),
  number: z.number(),
  title: z.string(),
  severity: z.number(),
  state: stateSchema,
  verdict: verdictSchema,
  events: z.number(),
  lastAt: z.string(),
};

const lineSchema = z.object(line);

const rowSchema = z.object({
  ...line,
  version: z.number(),
  rule: z.string(),
  entity: entitySchema,
  techniques: z.array(z.string()),
  firstAt: z.string(),
  productId: z.string(),
  productSlug: z.string(),
  productName: z.string(),
  handledBy: z.string().nullable(),
  merged: z.number(),
  mergedEvents: z.number(),
});

/** ISO 8601 with microseconds, as the database holds it: what a cursor and a reader of events need. */
export const micros = (column: string) =>
  Prisma.raw(`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);

/** Of `alert a`. */
export const LINE_COLUMNS = Prisma.sql`
  a.id::text AS id, a.number, a.title, a.severity, a.state::text AS state, a.verdict::text AS verdict, a.events,
  ${micros('a.last_at')} AS "lastAt"`;

/** Of `alert a`, its product `p`, who handled it `h` and what was merged into it `m` (`ROW_FROM`). */
export const ROW_COLUMNS = Prisma.sql`
  ${LINE_COLUMNS}, a.version, a.rule, a.entity, a.techniques, ${micros('a.first_at')} AS "firstAt",
  a.product_id::text AS "productId", p.slug AS "productSlug", p.name AS "productName", h.name AS "handledBy",
  m.merged, m."mergedEvents"`;

export const ROW_FROM = Prisma.sql`
  alert a JOIN product p ON p.id = a.product_id LEFT JOIN person h ON h.id = a.handled_by_id
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS merged, coalesce(sum(part.events), 0)::int AS "mergedEvents"
    FROM alert part WHERE part.merged_into_id = a.id) m`;

function toRow({ productId, productSlug, productName, ...row }: z.infer<typeof rowSchema>): AlertRow {
  return { ...row, product: { id: productId, slug: productSlug, name: productName } };
}

/** Rows that were read with `ROW_COLUMNS`. */
export function toRows(found: unknown): AlertRow[] {
  return z.array(rowSchema).parse(found).map(toRow);
}

/** Rows that were read with `LINE_COLUMNS`. */
export function toLines(found: unknown): AlertLine[] {
  return z.array(lineSchema).parse(found);
}
