import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { OPEN } from '@/lib/findings/data/where';
import { DRIFT_SCANNER } from '@/lib/imports/drift-source';
import { KINDS } from '@/lib/lists/types';
import type { DriftFact } from '@/lib/safeguards/facts';

const rowsSchema = z.array(
  z.object({
    productId: z.string(),
    kind: z.enum(KINDS),
    seen: z.number(),
    open: z.number(),
    at: z.date().nullable(),
  }),
);

/** Comparisons with approved lists by product, with the open findings of each. */
export async function readDrift(): Promise<ReadonlyMap<string, readonly DriftFact[]>> {
  const found = await unsafeDb().$queryRaw`
    WITH drift AS (
      SELECT s.product_id, s.target, count(*)::int AS open FROM source s
      JOIN finding_source e ON e.source_id = s.id AND e.present
      JOIN finding f ON f.id = e.finding_id AND f.status IN (${OPEN})
      WHERE s.scanner = ${DRIFT_SCANNER} GROUP BY 1, 2)
    SELECT d.product_id::text AS "productId", d.kind, d.observed AS seen, d.observed_at AS at,
      COALESCE(o.open, 0) AS open
    FROM drift_state d LEFT JOIN drift o ON o.product_id = d.product_id AND o.target = d.kind WHERE d.listed`;
  return Map.groupBy(rowsSchema.parse(found), ({ productId }) => productId);
}
