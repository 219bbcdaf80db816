import { z } from 'zod';
import { isoDay } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { type Excepted, NEWEST, pairs } from '@/lib/safeguards/data/stored';
import { Prisma } from '@/prisma/generated/client';

const sharesSchema = z.array(z.object({ safeguard: z.string(), point: z.number(), share: z.number().nullable() }));
export type Share = z.infer<typeof sharesSchema>[number];

const shareOf = (of: 's' | 'u') =>
  Prisma.raw(`(sum(${of}.good)::float8 / NULLIF(sum(${of}.total), 0))::float8 AS share`);

/** The share that held of each promise in the whole at each of some moments (by their place); null: there was nothing to take it of. */
export async function sharesOfWhole(moments: readonly Date[], id: string | null = null): Promise<readonly Share[]> {
  const found = await unsafeDb().$queryRaw`
    SELECT k.safeguard, (m.point - 1)::int AS point, ${shareOf('s')}
    FROM ${pairs('whole', id)}
    CROSS JOIN unnest(${moments.map((at) => at.toISOString())}::timestamptz[]) WITH ORDINALITY AS m(at, point)
    CROSS JOIN LATERAL (
      SELECT s.good, s.total FROM safeguard_state s WHERE s.safeguard = k.safeguard AND s.product_id IS NULL
        AND s.valid_from <= m.at ${NEWEST}) AS s
    GROUP BY k.safeguard, m.point`;
  return sharesSchema.parse(found);
}

/** The same of these products together, those left out in which a promise need not hold, at the ends of the moments' UTC days. */
export async function sharesOfProducts(
  products: readonly string[],
  excepted: readonly Excepted[],
  moments: readonly Date[],
  id: string | null = null,
): Promise<readonly Share[]> {
  const [promises, places] = [excepted.map((one) => one.safeguard), excepted.map((one) => one.productId)];
  const found = await unsafeDb().$queryRaw`
    SELECT u.safeguard, (m.point - 1)::int AS point, ${shareOf('u')}
    FROM unnest(${[...products]}::uuid[]) AS p(id)
    CROSS JOIN unnest(${moments.map(isoDay)}::date[]) WITH ORDINALITY AS m(day, point)
    CROSS JOIN LATERAL (
      SELECT d.safeguards, d.good, d.total FROM safeguard_day d WHERE d.product_id = p.id AND d.day <= m.day
        ORDER BY d.day DESC LIMIT 1) AS d
    CROSS JOIN LATERAL unnest(d.safeguards, d.good, d.total) AS u(safeguard, good, total)
    LEFT JOIN unnest(${promises}::text[], ${places}::uuid[]) AS e(safeguard, product_id)
      ON e.safeguard = u.safeguard AND e.product_id = p.id
    WHERE e.safeguard IS NULL AND (${id}::text IS NULL OR u.safeguard = ${id})
    GROUP BY u.safeguard, m.point`;
  return sharesSchema.parse(found);
}
