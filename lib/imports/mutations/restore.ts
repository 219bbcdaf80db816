import 'server-only';
import type { Actor } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { RESTORED } from '@/lib/imports/apply/before';
import { Prisma } from '@/prisma/generated/client';

const COLUMNS = RESTORED.filter((column) => column !== 'status');
const set = (columns: readonly string[]) => Prisma.raw(columns.map((column) => `${column} = r.${column}`).join(', '));

/** Of a row of `import_before`, the findings; a worker of the release before knew one a row, and left the others null. */
const KEPT = Prisma.sql`COALESCE(b.finding_ids, ARRAY[b.finding_id])`;

const DETAIL = ['description', 'fix', '"references"', 'cvss', 'location', 'severity_reported'];
const EVIDENCE = [
  'present',
  'identity',
  'content_hash',
  'record_hash',
  'severity',
  'occurrences',
  'unreached',
  'last_import_id',
  'last_seen_at',
  'scanner_id',
  'pack_id',
  'pack_at',
];

/**
 * Takes back what the import has brought into the flow, and beforehand what undoing it would: so that it never was. The
 * triggers of the undo write the opposite of these rows.
 */
export async function takeBackCounts(tx: Tx, importId: string, now: Date): Promise<void> {
  const today = Prisma.sql`utc_day(${now.toISOString()}::timestamptz)`;
  await tx.$executeRaw`
    INSERT INTO finding_flow (product_id, "on", severity, change, n)
    SELECT product_id, "on", severity, kind, -count(*) FROM (
      SELECT f.product_id, v."on", f.severity::int, v.kind
      FROM import_set s CROSS JOIN LATERAL unnest(s.finding_ids) AS i(id) JOIN finding f ON f.id = i.id
      CROSS JOIN LATERAL (VALUES (utc_day(f.first_seen_at), 'new'), (utc_day(now()), 'dismissed')) AS v("on", kind)
      WHERE s.import_id = ${importId}::uuid AND s.change = 'new' AND finding_is_open(f.status)
      UNION ALL
      SELECT f.product_id, v."on", f.severity, v.kind
      FROM import_before b JOIN finding f ON f.id = ANY(${KEPT})
      CROSS JOIN LATERAL (SELECT (b.finding ->> 'status')::finding_status AS status,
        (b.finding ->> 'status_changed_at')::timestamptz AS at) was
      CROSS JOIN LATERAL (VALUES
        (finding_is_open(was.status) AND f.status = 'fixed', utc_day(f.status_changed_at), 'fixed'),
        (finding_is_open(was.status) AND f.status = 'fixed', utc_day(was.at), 'reopened'),
        (was.status = 'fixed' AND finding_is_open(f.status), utc_day(f.status_changed_at), 'reopened'),
        (was.status = 'fixed' AND finding_is_open(f.status), utc_day(was.at), 'fixed')) AS v(applies, "on", kind)
      WHERE b.import_id = ${importId}::uuid AND v.applies
      UNION ALL
      SELECT f.product_id, v."on", v.severity, v.kind
      FROM import_before b JOIN finding f ON f.id = ANY(${KEPT})
      CROSS JOIN LATERAL (SELECT (b.finding ->> 'status')::finding_status AS status,
        (b.finding ->> 'severity')::int AS severity) was
      CROSS JOIN LATERAL (SELECT utc_day(max(e.at)) AS "on" FROM finding_event e
        WHERE e.finding_id = f.id AND e.import_id = b.import_id) told
      CROSS JOIN LATERAL (VALUES
        (told."on", was.severity, 'severity-out'), (told."on", f.severity::int, 'severity-in'),
        (${today}, f.severity::int, 'severity-out'), (${today}, was.severity, 'severity-in')) AS v("on", severity, kind)
      WHERE b.import_id = ${importId}::uuid AND finding_is_open(was.status) AND finding_is_open(f.status)
        AND was.severity <> f.severity AND told."on" IS NOT NULL
    ) q GROUP BY product_id, "on", severity, kind`;
}

type RestoreInput = { readonly importId: string; readonly sourceId: string; readonly now: Date; readonly by: Actor };

/** A risk that was accepted is so again while its acceptance holds. */
const STATUS = Prisma.sql`CASE WHEN r.status = 'risk_accepted' AND NOT EXISTS (
  SELECT FROM acceptance a WHERE a.id = r.acceptance_id AND a.state = 'approved' AND a.expires_at > now())
  THEN 'open' ELSE r.status END`;

/** Brings back what the import found: findings, prose, evidence and the source's dates. */
export async function restore(tx: Tx, { importId, sourceId, now, by }: RestoreInput): Promise<void> {
  const id = Prisma.sql`${importId}::uuid`;
  const at = Prisma.sql`${now.toISOString()}::timestamptz`;
  await tx.$executeRaw`
    DELETE FROM finding f USING import_set s
    WHERE s.import_id = ${id} AND s.change = 'new' AND f.id = ANY(s.finding_ids)`;
  await tx.$executeRaw`
    UPDATE finding f SET ${set(COLUMNS)}, status = ${STATUS}, version = f.version + 1, updated_at = ${at}
    FROM (SELECT g.id AS finding_id, (jsonb_populate_record(g, b.finding)).*
      FROM import_before b JOIN finding g ON g.id = ANY(${KEPT}) WHERE b.import_id = ${id}) r
    WHERE f.id = r.finding_id AND EXISTS (
      SELECT FROM finding_event e WHERE e.finding_id = f.id AND e.import_id = ${id})`;
  await tx.$executeRaw`
    INSERT INTO finding_event (finding_id, at, kind, changes, actor_kind, actor_id, actor_name, import_id, version)
    SELECT e.finding_id, ${at}, 'import_undone', COALESCE(c.changes, '{}'), ${by.kind}::text, ${by.id}::text,
      ${by.name}::text, ${id}, f.version
    FROM finding_event e JOIN finding f ON f.id = e.finding_id
    CROSS JOIN LATERAL (SELECT jsonb_object_agg(key, jsonb_build_array(value -> 1, value -> 0)) AS changes
      FROM jsonb_each(e.changes)) c
    WHERE e.import_id = ${id} AND e.kind IN ('updated', 'fixed', 'reopened')`;
  await tx.$executeRaw`
    UPDATE finding_detail d SET ${set(DETAIL)}
    FROM (SELECT g.finding_id AS of_finding, (jsonb_populate_record(g, b.detail)).*
      FROM import_before b JOIN finding_detail g USING (finding_id) WHERE b.import_id = ${id} AND b.detail IS NOT NULL) r
    WHERE d.finding_id = r.of_finding`;
  await tx.$executeRaw`
    UPDATE finding_source e SET ${set(EVIDENCE)}
    FROM (SELECT g.finding_id AS of_finding, (jsonb_populate_record(g, b.evidence)).*
      FROM import_before b JOIN finding_source g
        ON g.finding_id = ANY(${KEPT}) AND g.source_id = ${sourceId}::uuid
      WHERE b.import_id = ${id} AND b.evidence IS NOT NULL) r
    WHERE e.finding_id = r.of_finding AND e.source_id = ${sourceId}::uuid`;
  await tx.$executeRaw`
    DELETE FROM finding_source e USING import_before b
    WHERE b.import_id = ${id} AND b.evidence IS NULL AND e.finding_id = ANY(${KEPT}) AND e.source_id = ${sourceId}::uuid`;
  await tx.$executeRaw`
    UPDATE source s SET last_import_at = r.last_import_at, last_scan_at = r.last_scan_at,
      last_complete_at = r.last_complete_at, image_ref = r.image_ref, retired_at = r.retired_at
    FROM (SELECT (jsonb_populate_record(g, i.source_before)).* FROM import i JOIN source g ON g.id = ${sourceId}::uuid
      WHERE i.id = ${id} AND i.source_before IS NOT NULL) r WHERE s.id = ${sourceId}::uuid`;
}
