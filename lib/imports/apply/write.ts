import type pg from 'pg';
import { DETAIL_ASSIGNMENTS, FIELD_ASSIGNMENTS } from '@/lib/imports/apply/change';
import type { Picked } from '@/lib/imports/apply/pick';
import { DIGEST } from '@/lib/imports/digest';
import type { Reach } from '@/lib/imports/parsers/types';
import type { DueDates } from '@/lib/sla/data/due-dates';

export type WriteInput = {
  readonly productId: string;
  readonly sourceId: string;
  readonly importId: string;
  readonly scanner: string;
  readonly sourceLabel: string;
  readonly imageRef: string;
  readonly format: string;
  /** Of which places the report speaks, once it is read; absent: of all. */
  readonly reach?: () => Reach | undefined;
  readonly scanAt: Date;
  readonly now: Date;
  readonly complete: boolean;
  readonly preview: boolean;
  /** When a finding that this scan sees first is due. */
  readonly dueAt: DueDates;
};

/** The numbers of findings: those that this report made, those of the source that it holds, and those of them that are reached again. */
export type Changes = WriteInput &
  Picked & { readonly made: readonly number[]; readonly seen: readonly number[]; readonly reached: readonly number[] };

/** The digest of no content: what is held so is compared whatever a report says. */
export const NO_CONTENT = `\\x${'00'.repeat(DIGEST)}`;

type Statement = readonly [sql: string, values: (input: Changes) => unknown[]];

/** Findings that others have reported, and this source has not until now. */
const NEW_EVIDENCE: Statement = [
  `INSERT INTO finding_source (finding_id, source_id, present, identity, content_hash, record_hash, severity, occurrences,
     first_import_id, last_import_id, first_seen_at, last_seen_at, scanner_id, pack_id, pack_at)
   SELECT p.finding_id, $1, true, s.identity, s.content_hash, s.record_hash, s.severity, p.occurrences, $2, $2, $3, $3,
     s.scanner_id, s.pack_id, s.pack_at
   FROM pick p JOIN stage_row s USING (seq) WHERE p.present IS NULL
   ORDER BY p.finding_id`,
  (i) => [i.sourceId, i.importId, i.scanAt],
];

const CHANGED_EVIDENCE: Statement = [
  `UPDATE finding_source e SET present = true, content_hash = p.content, occurrences = p.occurrences,
     last_import_id = $2, last_seen_at = $3, identity = coalesce(s.identity, e.identity),
     record_hash = CASE WHEN p.seq IS NULL THEN e.record_hash ELSE s.record_hash END,
     severity = coalesce(s.severity, e.severity), scanner_id = coalesce(s.scanner_id, e.scanner_id),
     pack_id = coalesce(s.pack_id, e.pack_id), pack_at = coalesce(s.pack_at, e.pack_at)
   FROM pick p LEFT JOIN stage_row s ON s.seq = p.seq
   WHERE e.finding_id = p.finding_id AND e.source_id IS NOT DISTINCT FROM $1 AND NOT p.stale
     AND (NOT p.present OR p.seq IS NOT NULL OR p.known_occurrences <> p.occurrences)`,
  (i) => [i.sourceId, i.importId, i.scanAt],
];

/** A complete report vouches for everything present through its source (rules.ts, lastSeen); a partial one does not. */
const SEEN_EVIDENCE: Statement = [
  `UPDATE finding_source e SET last_import_id = $2, last_seen_at = $3
   WHERE e.finding_id = ANY($4::int[]) AND e.source_id IS NOT DISTINCT FROM $1 AND e.last_seen_at < $3`,
  (i) => [i.sourceId, i.importId, i.scanAt, i.seen],
];

/** Seen again after scans that did not reach its host. */
const REACHED_EVIDENCE: Statement = [
  `UPDATE finding_source e SET unreached = false, last_import_id = $2, last_seen_at = greatest(e.last_seen_at, $3)
   WHERE e.source_id = $1 AND e.unreached AND e.finding_id = ANY($4::int[])`,
  (i) => [i.sourceId, i.importId, i.scanAt, i.reached],
];

/** Its words are compared when it is back, even where they are the same: others may have been shown meanwhile. */
const GONE_EVIDENCE: Statement = [
  `UPDATE finding_source e SET present = false, unreached = false, content_hash = '${NO_CONTENT}', record_hash = NULL,
     last_seen_at = CASE WHEN e.unreached THEN e.last_seen_at ELSE greatest(e.last_seen_at, c.last_complete_at) END
   FROM gone g, source c WHERE e.finding_id = g.finding_id AND e.source_id IS NOT DISTINCT FROM $1 AND c.id = $1`,
  (i) => [i.sourceId],
];

/** Who still reports what is gone from here is compared at its next report: the finding may show its words from now on. */
const OTHER_EVIDENCE: Statement = [
  `UPDATE finding_source e SET content_hash = '${NO_CONTENT}', record_hash = NULL
   FROM gone g WHERE e.finding_id = g.finding_id AND e.source_id <> $1 AND e.present`,
  (i) => [i.sourceId],
];

const CHANGED_FINDINGS: Statement = [
  `UPDATE finding f SET ${FIELD_ASSIGNMENTS}, tokens = s.tokens, updated_at = $1,
     tags = CASE c.kind WHEN 'corrected' THEN s.tags ELSE f.tags END
   FROM change c JOIN stage_row s USING (seq) WHERE f.id = c.finding_id AND c.takes_content`,
  (i) => [i.now],
];

const CHANGED_DETAILS: Statement = [
  `UPDATE finding_detail d SET ${DETAIL_ASSIGNMENTS}
   FROM change c JOIN stage_row s USING (seq) WHERE d.finding_id = c.finding_id AND c.takes_content`,
  () => [],
];

/** A reopened finding has a new SLA clock, from the scan that saw it again: a trigger says where the old one goes on. */
const STATES: Statement = [
  `UPDATE finding f SET version = f.version + 1, updated_at = $1,
     status = CASE c.kind WHEN 'fixed' THEN 'fixed' WHEN 'reopened' THEN 'open' ELSE f.status END::finding_status,
     regressed = CASE c.kind WHEN 'fixed' THEN false WHEN 'reopened' THEN true ELSE f.regressed END,
     reason = CASE c.kind WHEN 'updated' THEN f.reason END,
     status_changed_at = CASE c.kind WHEN 'updated' THEN f.status_changed_at ELSE $1 END,
     sla_started_at = CASE c.kind WHEN 'reopened' THEN $2 ELSE f.sla_started_at END
   FROM change c WHERE f.id = c.finding_id AND c.kind <> 'corrected'`,
  (i) => [i.now, i.scanAt],
];

/** What was corrected before anybody saw it leaves no history. */
const DUE: Statement = [
  `SELECT sla_recompute(array_agg(finding_id), $1, cause) FROM (
     SELECT finding_id, CASE WHEN kind <> 'corrected' THEN 'finding' END AS cause
     FROM change WHERE takes_content OR kind = 'reopened') q GROUP BY cause`,
  (i) => [i.now],
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
     SELECT 'new' AS kind, finding_id FROM unnest($2::int[]) AS finding_id
       WHERE finding_id NOT IN (SELECT from_id FROM joined)
     UNION ALL SELECT kind, finding_id FROM change WHERE kind <> 'corrected'
     UNION ALL SELECT 'unchanged', finding_id FROM (
       SELECT finding_id FROM unnest($3::int[]) AS finding_id UNION SELECT finding_id FROM pick WHERE NOT adopted) held
       WHERE NOT EXISTS (SELECT FROM change c WHERE c.finding_id = held.finding_id)
         AND NOT EXISTS (SELECT FROM joined j WHERE j.from_id = held.finding_id)
   ) q GROUP BY kind`,
  (i) => [i.importId, i.made, i.seen],
];

const WHICH = `
  SELECT count(*) > 0 AS any, coalesce(bool_or(takes_content), false) AS content,
    coalesce(bool_or(takes_content OR kind = 'reopened'), false) AS due
  FROM change`;

type Which = { readonly any: boolean; readonly content: boolean; readonly due: boolean };

/**
 * Writes what `pick` and `change` say, in sets. The order matters: evidence before what is told of it. What there is
 * nothing for is left out: triggers fire for a statement without rows too.
 */
export async function writeChanges(client: pg.ClientBase, input: Changes): Promise<void> {
  const { rows } = await client.query<Which>(WHICH);
  const changes = rows[0] ?? { any: true, content: true, due: true };
  const statements = [
    ...(input.picked ? [NEW_EVIDENCE, CHANGED_EVIDENCE] : []),
    ...(input.complete ? [] : [SEEN_EVIDENCE]),
    ...(input.reached.length > 0 ? [REACHED_EVIDENCE] : []),
    ...(input.gone ? [GONE_EVIDENCE, OTHER_EVIDENCE] : []),
    ...(changes.content ? [CHANGED_FINDINGS, CHANGED_DETAILS] : []),
    ...(changes.any ? [STATES] : []),
    ...(changes.due ? [DUE] : []),
    ...(changes.any ? [HISTORY] : []),
    SETS,
  ];
  for (const [sql, values] of statements) await client.query(sql, values(input));
}
