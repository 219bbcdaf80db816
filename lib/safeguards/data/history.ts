import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { STATES } from '@/lib/safeguards/types';
import type { Stretch } from '@/lib/safeguards/view-types';
import { Prisma } from '@/prisma/generated/client';

const SHOWN = 60;

const stretchesSchema = z.array(z.object({ state: z.enum(STATES), from: z.date(), to: z.date().nullable() }));

/** Stretches of the same state up to a moment, the newest first: of a product, or of the whole. */
export async function readHistory(id: string, productId: string | null, at: Date): Promise<readonly Stretch[]> {
  const place = productId === null ? Prisma.sql`s.product_id IS NULL` : Prisma.sql`s.product_id = ${productId}::uuid`;
  const found = await unsafeDb().$queryRaw`
    SELECT s.state, s.since AS "from",
      CASE WHEN bool_or(s.valid_to IS NULL OR s.valid_to > ${at}::timestamptz) THEN NULL ELSE max(s.valid_to) END AS "to"
    FROM safeguard_state s WHERE s.safeguard = ${id} AND ${place} AND s.valid_from <= ${at}::timestamptz
    GROUP BY s.since, s.state ORDER BY s.since DESC LIMIT ${SHOWN}`;
  return stretchesSchema
    .parse(found)
    .map(({ state, from, to }) => ({ state, from: from.toISOString(), to: to?.toISOString() ?? null }));
}
