import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import type { EndpointFact, TestFact } from '@/lib/safeguards/facts';

/** Endpoints by product that are looked at on a schedule, or that were ever graded. */
export async function readEndpoints(): Promise<ReadonlyMap<string, readonly EndpointFact[]>> {
  const rows = await unsafeDb().tlsEndpoint.findMany({
    where: { OR: [{ everyHours: { not: null } }, { lastGradedAt: { not: null } }] },
    select: { productId: true, targetMet: true, expiryDueAt: true, lastGradedAt: true, everyHours: true },
  });
  const facts = rows.map(({ everyHours, ...row }) => ({ ...row, scheduled: everyHours !== null }));
  return Map.groupBy(facts, ({ productId }) => productId);
}

const testsSchema = z.array(
  z.object({ productId: z.string(), lastAt: z.date().nullable(), thirdPartyAt: z.date().nullable() }),
);

/** Last days of the newest tests by product that ended and have their report. */
export async function readTests(now: Date): Promise<ReadonlyMap<string, TestFact>> {
  const found = await unsafeDb().$queryRaw`
    SELECT e.product_id::text AS "productId", max(e.ends_on) AS "lastAt",
      max(e.ends_on) FILTER (WHERE e.performer = 'third_party') AS "thirdPartyAt"
    FROM engagement e WHERE e.reported_at IS NOT NULL AND e.ends_on <= ${now}::timestamptz GROUP BY e.product_id`;
  return new Map(testsSchema.parse(found).map(({ productId, ...test }) => [productId, test]));
}
