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

/** A stored row as checks give it. */
export function verdictOf({ state, counts, good, total, unclear, reasons, freshAt }: Stored): Verdict {
  return { state, counts, good, total, unclear, reasons, freshAt };
}
