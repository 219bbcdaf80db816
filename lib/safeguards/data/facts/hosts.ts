import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import SCANNERS from '@/lib/safeguards/checks/host-scanners.json';
import type { HostFact } from '@/lib/safeguards/facts';

const rowsSchema = z.array(
  z.object({
    productId: z.string(),
    edr: z.enum(['met', 'missed', 'unknown']),
    edrAt: z.date().nullable(),
    scannedAt: z.date().nullable(),
    count: z.number(),
  }),
);

/** The families of host scanners as patterns: a name, or a name before a dash. */
const PATTERN = `^(?:${SCANNERS.join('|')})(?:-|$)`;

/** Hosts of the inventory by product, those that are alike together. A list of machines is no scan. */
export async function readHosts(): Promise<ReadonlyMap<string, readonly HostFact[]>> {
  const found = await unsafeDb().$queryRaw`
    WITH scanner AS (SELECT id FROM source WHERE retired_at IS NULL AND scanner ~ ${PATTERN} AND scanner <> 'ms-defender-machines'),
    scan AS (
      SELECT n.asset_id, max(s.last_seen_at) AS at FROM asset_sighting s JOIN scanner c ON c.id = s.via_id AND s.via = 'source'
      JOIN asset_name n ON n.id = s.name_id AND n.kind = 'host' GROUP BY 1)
    SELECT a.product_id::text AS "productId", CASE a.edr WHEN 'none' THEN 'unknown' ELSE a.edr::text END AS edr,
      date_trunc('hour', a.edr_at) AS "edrAt", date_trunc('hour', scan.at) AS "scannedAt", count(*)::int AS count
    FROM asset a LEFT JOIN scan ON scan.asset_id = a.id
    WHERE a.kind = 'host' AND a.merged_into_id IS NULL GROUP BY 1, 2, 3, 4`;
  return Map.groupBy(rowsSchema.parse(found), ({ productId }) => productId);
}
