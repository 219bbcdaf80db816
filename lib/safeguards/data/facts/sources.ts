import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { OPEN } from '@/lib/findings/data/where';
import SCANNERS from '@/lib/safeguards/checks/benchmark-scanners.json';
import { ISOLATION_RULES, RUNTIME_RULES } from '@/lib/safeguards/checks/cluster-rules';
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
    failed: z.number(),
    grave: z.number(),
    isolation: z.number(),
    runtime: z.number(),
    passed: z.number(),
    completeAt: z.date().nullable(),
  }),
);

const IS_CRITICAL = Prisma.sql`(f.severity = 4 AND f.fix_available)`;
const IS_SECRET = Prisma.sql`(f.kind = 'secret')`;
const IS_PORT = Prisma.sql`(f.kind = 'host' AND f.scanner IN ('nmap', 'zmap'))`;
const IS_CONFIGURATION = Prisma.sql`(f.kind = 'configuration')`;
const names = (rules: readonly string[]) =>
  Prisma.sql`(f.kind = 'configuration' AND f.rule_id = ANY(${[...rules]}::text[]))`;

/** Sources by product that are expected to report, each with the open findings that checks ask for. */
export async function readSources(): Promise<ReadonlyMap<string, readonly SourceFact[]>> {
  const found = await unsafeDb().$queryRaw`
    WITH problem AS (
      SELECT e.source_id, count(*) FILTER (WHERE ${IS_CRITICAL})::int AS critical,
        count(*) FILTER (WHERE ${IS_SECRET})::int AS secrets, count(*) FILTER (WHERE ${IS_PORT})::int AS ports,
        count(*) FILTER (WHERE ${IS_CONFIGURATION})::int AS failed,
        count(*) FILTER (WHERE ${IS_CONFIGURATION} AND f.severity >= 3)::int AS grave,
        count(*) FILTER (WHERE ${names(ISOLATION_RULES)})::int AS isolation,
        count(*) FILTER (WHERE ${names(RUNTIME_RULES)})::int AS runtime
      FROM finding f JOIN finding_source e ON e.finding_id = f.id AND e.present
      WHERE f.status IN (${OPEN}) AND (${IS_CRITICAL} OR ${IS_SECRET} OR ${IS_PORT} OR ${IS_CONFIGURATION}) GROUP BY e.source_id),
    passed AS (
      SELECT DISTINCT ON (i.source_id) i.source_id,
        (SELECT sum((w->>'count')::int)::int FROM jsonb_array_elements(i.warnings) w WHERE w->>'code' = 'passed') AS passed
      FROM source b JOIN import i ON i.source_id = b.id AND i.state = 'done' AND i.complete
      WHERE b.scanner = ANY(${SCANNERS}::text[])
      ORDER BY i.source_id, i.scan_at DESC NULLS LAST, i.created_at DESC)
    SELECT s.product_id::text AS "productId", s.scanner, s.image, s.last_scan_at AS "lastScanAt",
      s.expect_every_hours AS "expectEveryHours", COALESCE(p.critical, 0) AS critical,
      COALESCE(p.secrets, 0) AS secrets, COALESCE(p.ports, 0) AS ports,
      COALESCE(p.failed, 0) AS failed, COALESCE(p.grave, 0) AS grave, COALESCE(p.isolation, 0) AS isolation,
      COALESCE(p.runtime, 0) AS runtime, COALESCE(b.passed, 0) AS passed, s.last_complete_at AS "completeAt"
    FROM source s LEFT JOIN problem p ON p.source_id = s.id LEFT JOIN passed b ON b.source_id = s.id
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
