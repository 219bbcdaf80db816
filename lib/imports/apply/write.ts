import type pg from 'pg';
import { DETAIL_ASSIGNMENTS, FIELD_ASSIGNMENTS } from '@/lib/imports/apply/change';

export type WriteInput = {
  readonly productId: string;
  readonly sourceId: string;
  readonly importId: string;
  readonly scanner: string;
  readonly sourceLabel: string;
  readonly scanAt: Date;
  readonly now: Date;
  readonly complete: boolean;
  /** Days until due by severity, info first; null: never due. */
  readonly slaDays: readonly (number | null)[];
};

/** Records by their place in the report: those after `after`, up to `upTo`. */
export type Records = { readonly after: number; readonly upTo: number };
type Slice = WriteInput & Records & { readonly adopting: boolean };
type Statement = readonly [sql: string, values: (input: Slice) => unknown[]];

/** Of `pick`: one slice while it is adopted, else all that was not adopted; of that, the findings that are new. */
const SLICE = 'p.adopted = $3 AND p.seq > $1 AND p.seq <= $2 AND s.seq > $1 AND s.seq <= $2';
const NEW = `${SLICE} AND p.is_new`;
const OF_SLICE = ({ after, upTo, adopting }: Slice) => [after, upTo, adopting];
const ALL: Records = { after: 0, upTo: 2_147_483_647 };

const NEW_FINDINGS: Statement = [
  `INSERT INTO finding (id, product_id, fingerprint, kind, scanner, title, severity, rule_id, vuln_id, ids, cwe,
     cvss_score, epss, known_exploited, fix_available, location, path, package_name, package_version, fix_version, tags,
     first_seen_at, due_at, status_changed_at, updated_at)
   SELECT p.finding_id, $4, p.fingerprint, s.kind, $5, s.title, s.severity, s.rule_id, s.vuln_id, s.ids, s.cwe,
     s.cvss_score, s.epss, s.known_exploited, s.fix_available, s.location, s.path, s.package_name, s.package_version,
     s.fix_version, s.tags, $6, $6::timestamptz + ($8::int[])[s.severity + 1] * interval '1 day', $6, $7
   FROM pick p JOIN stage_row s USING (seq) WHERE ${NEW} ORDER BY p.finding_id`,
  (i) => [...OF_SLICE(i), i.productId, i.scanner, i.scanAt, i.now, i.slaDays],
];

const NEW_DETAILS: Statement = [
  `INSERT INTO finding_detail (finding_id, description, fix, "references", cvss, location, severity_reported)
   SELECT p.finding_id, s.description, s.fix, s.refs, s.cvss, s.place, s.severity_reported
   FROM pick p JOIN stage_row s USING (seq) WHERE ${NEW} ORDER BY p.finding_id`,
  OF_SLICE,
];

const NEW_EVIDENCE: Statement = [
  `INSERT INTO finding_source (finding_id, source_id, present, content_hash, occurrences, first_import_id,
     last_import_id, first_seen_at, last_seen_at, scanner_id, pack_id, pack_at)
   SELECT p.finding_id, $4, true, p.content, p.occurrences, $5, $5, $6, $6, s.scanner_id, s.pack_id, s.pack_at
   FROM pick p JOIN stage_row s USING (seq) WHERE ${SLICE} AND (p.adopted OR p.present IS NULL)
   ORDER BY p.finding_id`,
  (i) => [...OF_SLICE(i), i.sourceId, i.importId, i.scanAt],
];

const CHANGED_EVIDENCE: Statement = [
  `UPDATE finding_source e SET present = true, content_hash = p.content, occurrences = p.occurrences,
     last_import_id = $2, last_seen_at = $3, scanner_id = coalesce(s.scanner_id, e.scanner_id),
     pack_id = coalesce(s.pack_id, e.pack_id), pack_at = coalesce(s.pack_at, e.pack_at)
   FROM pick p LEFT JOIN stage_row s ON s.seq = p.seq
   WHERE e.finding_id = p.finding_id AND e.source_id IS NOT DISTINCT FROM $1 AND NOT p.stale
     AND (NOT p.present OR p.known_content <> p.content OR p.known_occurrences <> p.occurrences)`,
  (i) => [i.sourceId, i.importId, i.scanAt],
];

/** A complete report vouches for everything present through its source (rules.ts, lastSeen); a partial one does not. */
const SEEN_EVIDENCE: Statement = [
  `UPDATE finding_source e SET last_import_id = $2, last_seen_at = $3
   FROM pick p WHERE e.finding_id = p.finding_id AND e.source_id IS NOT DISTINCT FROM $1 AND e.last_seen_at < $3`,
  (i) => [i.sourceId, i.importId, i.scanAt],
];

const GONE_EVIDENCE: Statement = [
  `UPDATE finding_source e SET present = false, last_seen_at = greatest(e.last_seen_at, c.last_complete_at)
   FROM gone g, source c WHERE e.finding_id = g.finding_id AND e.source_id IS NOT DISTINCT FROM $1 AND c.id = $1`,
  (i) => [i.sourceId],
];

const CHANGED_FINDINGS: Statement = [
  `UPDATE finding f SET ${FIELD_ASSIGNMENTS}, updated_at = $2,
     tags = CASE c.kind WHEN 'corrected' THEN s.tags ELSE f.tags END,
     due_at = CASE WHEN f.severity = s.severity THEN f.due_at
       ELSE f.first_seen_at + ($1::int[])[s.severity + 1] * interval '1 day' END
   FROM change c JOIN stage_row s USING (seq) WHERE f.id = c.finding_id AND c.takes_content`,
  (i) => [i.slaDays, i.now],
];

const CHANGED_DETAILS: Statement = [
  `UPDATE finding_detail d SET ${DETAIL_ASSIGNMENTS}
   FROM change c JOIN stage_row s USING (seq) WHERE d.finding_id = c.finding_id AND c.takes_content`,
  () => [],
];

/** A reopened finding is due anew, counted from the scan that saw it again. */
const STATES: Statement = [
  `UPDATE finding f SET version = f.version + 1, updated_at = $1,
     status = CASE c.kind WHEN 'fixed' THEN 'fixed' WHEN 'reopened' THEN 'open' ELSE f.status END::finding_status,
     regressed = CASE c.kind WHEN 'fixed' THEN false WHEN 'reopened' THEN true ELSE f.regressed END,
     reason = CASE c.kind WHEN 'updated' THEN f.reason END,
     status_changed_at = CASE c.kind WHEN 'updated' THEN f.status_changed_at ELSE $1 END,
     due_at = CASE c.kind WHEN 'reopened'
       THEN $2::timestamptz + ($3::int[])[f.severity + 1] * interval '1 day' ELSE f.due_at END
   FROM change c WHERE f.id = c.finding_id AND c.kind <> 'corrected'`,
  (i) => [i.now, i.scanAt, i.slaDays],
];

const HISTORY: Statement = [
  `INSERT INTO finding_event (finding_id, at, kind, changes, actor_kind, actor_name, import_id, version)
   SELECT c.finding_id, $1, c.kind, c.changes, 'system', $2, $3, f.version
   FROM change c JOIN finding f ON f.id = c.finding_id WHERE c.kind <> 'corrected' ORDER BY c.finding_id`,
  (i) => [i.now, i.sourceLabel, i.importId],
];

const SETS: Statement = [
  `INSERT INTO import_set (import_id, change, finding_ids)
   SELECT $1, kind, array_agg(finding_id ORDER BY finding_id) FROM (
     SELECT 'new' AS kind, finding_id FROM pick WHERE is_new
     UNION ALL SELECT kind, finding_id FROM change WHERE kind <> 'corrected'
     UNION ALL SELECT 'unchanged', finding_id FROM pick p
       WHERE NOT is_new AND NOT EXISTS (SELECT FROM change c WHERE c.finding_id = p.finding_id)
   ) q GROUP BY kind`,
  (i) => [i.importId],
];

async function run(client: pg.ClientBase, statements: readonly Statement[], input: Slice): Promise<void> {
  for (const [sql, values] of statements) await client.query(sql, values(input));
}

/** Writes the new findings of one slice of the report. */
export async function writeNew(client: pg.ClientBase, input: WriteInput, records: Records): Promise<void> {
  await run(client, [NEW_FINDINGS, NEW_DETAILS, NEW_EVIDENCE], { ...input, ...records, adopting: true });
}

/** Writes what `pick` and `change` say, in sets. The order matters: findings before what refers to them. */
export async function writeChanges(client: pg.ClientBase, input: WriteInput): Promise<void> {
  const statements = [
    NEW_FINDINGS,
    NEW_DETAILS,
    NEW_EVIDENCE,
    CHANGED_EVIDENCE,
    ...(input.complete ? [] : [SEEN_EVIDENCE]),
    GONE_EVIDENCE,
    CHANGED_FINDINGS,
    CHANGED_DETAILS,
    STATES,
    HISTORY,
    SETS,
  ];
  await run(client, statements, { ...input, ...ALL, adopting: false });
}
