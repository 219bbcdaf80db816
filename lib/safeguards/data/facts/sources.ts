import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { OPEN } from '@/lib/findings/data/where';
import type { SourceFact } from '@/lib/safeguards/facts';
import { Prisma } from '@/prisma/generated/client';

const rowsSchema = z.array(
  z.object({
    productId: z.string(),
    scanner: z.string(),
    image: z.string(),
    lastScanAt: z.date().nullable(),
    expectEveryHours: z.number(),
    critical: z.number(),
    secrets: z.number(),
    ports: z.number(),
  }),
);

const IS_CRITICAL = Prisma.sql`(f.severity = 4 AND f.fix_available)`;
const IS_SECRET = Prisma.sql`(f.kind = 'secret')`;
const IS_PORT = Prisma.sql`(f.kind = 'host' AND f.scanner IN ('nmap', 'zmap'))`;

/** Sources by product that are expected to report, each with the open findings that checks ask for. */
export async function readSources(): Promise<ReadonlyMap<string, readonly SourceFact[]>> {
  const found = await unsafeDb().$queryRaw`
    WITH problem AS (
      SELECT e.source_id, count(*) FILTER (WHERE ${IS_CRITICAL})::int AS critical,
        count(*) FILTER (WHERE ${IS_SECRET})::int AS secrets, count(*) FILTER (WHERE ${IS_PORT})::int AS ports
      FROM finding f JOIN finding_source e ON e.finding_id = f.id AND e.present
      WHERE f.status IN (${OPEN}) AND (${IS_CRITICAL} OR ${IS_SECRET} OR ${IS_PORT}) GROUP BY e.source_id)
    SELECT s.product_id::text AS "productId", s.scanner, s.image, s.last_scan_at AS "lastScanAt",
      s.expect_every_hours AS "expectEveryHours", COALESCE(p.critical, 0) AS critical,
      COALESCE(p.secrets, 0) AS secrets, COALESCE(p.ports, 0) AS ports
    FROM source s LEFT JOIN problem p ON p.source_id = s.id
    WHERE s.retired_at IS NULL AND s.expect_every_hours > 0`;
  return Map.groupBy(rowsSchema.parse(found), ({ productId }) => productId);
}

const toolsSchema = z.array(z.object({ tool: z.string(), at: z.date().nullable() }));

/** The newest scan of each of these tools, wherever it was. */
export async function readTools(tools: readonly string[]): Promise<z.infer<typeof toolsSchema>> {
  const found = await unsafeDb().$queryRaw`
    SELECT t.tool, max(s.last_scan_at) AS at FROM unnest(${[...tools]}::text[]) AS t(tool)
    LEFT JOIN source s ON (s.scanner = t.tool OR s.scanner LIKE t.tool || '-%') AND s.retired_at IS NULL GROUP BY t.tool`;
  return toolsSchema.parse(found);
}
