import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { reasonsSchema, STATES, type Verdict } from '@/lib/safeguards/types';
import { Prisma } from '@/prisma/generated/client';

const storedSchema = z.array(
  z.object({
    safeguard: z.string(),
    productId: z.string().nullable(),
    since: z.date(),
    state: z.enum(STATES),
    counts: z.boolean(),
    good: z.number(),
    total: z.number(),
    unclear: z.number(),
    atLeast: z.number(),
    days: z.number(),
    reasons: reasonsSchema,
    freshAt: z.date().nullable(),
  }),
);
export type Stored = z.infer<typeof storedSchema>[number];

const COLUMNS = Prisma.raw(`s.safeguard, s.product_id::text AS "productId", s.since, s.state, s.counts, s.good, s.total,
  s.unclear, s.at_least AS "atLeast", s.days, s.reasons, s.fresh_at AS "freshAt"`);

/** Promises that are known of the whole, or of products; each pair has one open row. */
export function pairs(products: readonly string[] | 'whole', id: string | null): Prisma.Sql {
  const where = [
    Prisma.sql`o.valid_to IS NULL`,
    products === 'whole' ? Prisma.sql`o.product_id IS NULL` : Prisma.sql`o.product_id = ANY(${[...products]}::uuid[])`,
    ...(id === null ? [] : [Prisma.sql`o.safeguard = ${id}`]),
  ];
  return Prisma.sql`(SELECT o.safeguard, o.product_id FROM safeguard_state o WHERE ${Prisma.join(where, ' AND ')}) AS k`;
}

/** In the order of the index: without the product PostgreSQL sorts all rows of the whole, where it is null. */
export const NEWEST = Prisma.raw('ORDER BY s.product_id, s.valid_from DESC LIMIT 1');

const samePlace = (products: readonly string[] | 'whole') =>
  products === 'whole' ? Prisma.sql`s.product_id IS NULL` : Prisma.sql`s.product_id = k.product_id`;

/** What was known at a moment: of the whole, or of these products; of one promise where `id` names it. */
export async function statesAt(
  products: readonly string[] | 'whole',
  at: Date,
  id: string | null = null,
): Promise<readonly Stored[]> {
  const found = await unsafeDb().$queryRaw`
    SELECT ${COLUMNS} FROM ${pairs(products, id)} CROSS JOIN LATERAL (
      SELECT * FROM safeguard_state s WHERE s.safeguard = k.safeguard AND ${samePlace(products)}
        AND s.valid_from <= ${at}::timestamptz ${NEWEST}) AS s`;
  return storedSchema.parse(found);
}

const togetherSchema = z.array(
  z.object({
    safeguard: z.string(),
    ...{ met: z.number(), partly: z.number(), missed: z.number(), unknown: z.number(), idle: z.number() },
    ...{ excepted: z.number(), good: z.number(), total: z.number(), unclear: z.number() },
    ...{ freshAt: z.date().nullable(), since: z.date().nullable() },
  }),
);

/** A promise in a product that need not hold there. */
export type Excepted = { readonly safeguard: string; readonly productId: string };

/** What was known at a moment of these products together, promise by promise; `since`: its newest change of state. */
export async function togetherAt(
  products: readonly string[],
  excepted: readonly Excepted[],
  at: Date,
  id: string | null = null,
): Promise<z.infer<typeof togetherSchema>> {
  const [promises, places] = [excepted.map((one) => one.safeguard), excepted.map((one) => one.productId)];
  const inState = (state: (typeof STATES)[number]) =>
    Prisma.sql`count(*) FILTER (WHERE e.safeguard IS NULL AND s.counts AND s.state = ${state})::int`;
  const sum = (figure: 'good' | 'total' | 'unclear') =>
    Prisma.raw(`COALESCE(sum(s.${figure}) FILTER (WHERE e.safeguard IS NULL AND s.counts), 0)::int AS ${figure}`);
  const found = await unsafeDb().$queryRaw`
    SELECT k.safeguard, ${inState('met')} AS met, ${inState('partly')} AS partly, ${inState('missed')} AS missed,
      ${inState('unknown')} AS unknown, count(*) FILTER (WHERE e.safeguard IS NULL AND NOT s.counts)::int AS idle,
      count(e.safeguard)::int AS excepted, ${sum('good')}, ${sum('total')}, ${sum('unclear')},
      min(s.fresh_at) FILTER (WHERE e.safeguard IS NULL AND s.counts) AS "freshAt",
      max(s.since) FILTER (WHERE e.safeguard IS NULL) AS since
    FROM ${pairs(products, id)} CROSS JOIN LATERAL (
      SELECT * FROM safeguard_state s WHERE s.safeguard = k.safeguard AND s.product_id = k.product_id
        AND s.valid_from <= ${at}::timestamptz ${NEWEST}) AS s
    LEFT JOIN unnest(${promises}::text[], ${places}::uuid[]) AS e(safeguard, product_id)
      ON e.safeguard = k.safeguard AND e.product_id = k.product_id
    GROUP BY k.safeguard`;
  return togetherSchema.parse(found);
}

/** A stored row as checks give it. */
export function verdictOf({ state, counts, good, total, unclear, reasons, freshAt }: Stored): Verdict {
  return { state, counts, good, total, unclear, reasons, freshAt };
}
