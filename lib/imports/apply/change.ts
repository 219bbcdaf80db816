import type pg from 'pg';
import { CLOSES_WHEN_GONE } from '@/lib/findings/rules';
import type { Picked } from '@/lib/imports/apply/pick';

type Field = { readonly name: string; readonly column: string; readonly staged?: string };

/** What a report may change of a finding that exists. A person's decisions (status, assignee, tags) are not here. */
const FIELDS: readonly Field[] = [
  { name: 'title', column: 'title' },
  { name: 'severity', column: 'severity' },
  { name: 'ruleId', column: 'rule_id' },
  { name: 'vulnId', column: 'vuln_id' },
  { name: 'ids', column: 'ids' },
  { name: 'cwe', column: 'cwe' },
  { name: 'cvssScore', column: 'cvss_score' },
  { name: 'epss', column: 'epss' },
  { name: 'knownExploited', column: 'known_exploited' },
  { name: 'fixAvailable', column: 'fix_available' },
  { name: 'fixVersion', column: 'fix_version' },
  { name: 'location', column: 'location' },
  { name: 'path', column: 'path' },
  { name: 'packageName', column: 'package_name' },
  { name: 'packageVersion', column: 'package_version' },
];

const DETAILS: readonly Field[] = [
  { name: 'description', column: 'description' },
  { name: 'fix', column: 'fix' },
  { name: 'references', column: '"references"', staged: 'refs' },
  { name: 'cvss', column: 'cvss' },
  { name: 'place', column: 'location', staged: 'place' },
  { name: 'severityReported', column: 'severity_reported' },
];

/** History keeps values of fields whole and only the beginning of prose. */
function difference(table: 'f' | 'd', { name, column, staged = column }: Field): string {
  const show = (value: string) => (table === 'd' ? `left(${value}::text, 300)` : value);
  return `CASE WHEN ${table}.${column} IS DISTINCT FROM s.${staged} THEN
    jsonb_build_object('${name}', jsonb_build_array(${show(`${table}.${column}`)}, ${show(`s.${staged}`)})) ELSE '{}' END`;
}

const DIFFERENCES = [
  ...FIELDS.map((field) => difference('f', field)),
  ...DETAILS.map((field) => difference('d', field)),
].join(' || ');

/** What else changes with the status when a scanner moves a finding: the mark of having come back, and a person's reason. */
function moved(regressed: 'true' | 'false'): string {
  return `CASE WHEN regressed = ${regressed} THEN '{}' ELSE
      jsonb_build_object('regressed', jsonb_build_array(regressed, ${regressed})) END
    || CASE WHEN reason IS NULL THEN '{}' ELSE jsonb_build_object('reason', jsonb_build_array(reason, NULL)) END`;
}

/**
 * A finding that several sources report shows what the first of those still reporting it says: two scanners of
 * different opinion do not take turns. A fixed one that is reported again is open again, unless a person claimed the
 * fix after this scan was made.
 */
const REPORTED = `
  INSERT INTO change
  SELECT finding_id, seq, CASE WHEN reopens THEN 'reopened' ELSE 'updated' END, takes_content,
    changes || CASE WHEN reopens THEN '{"status": ["fixed", "open"]}'::jsonb || ${moved('true')} ELSE '{}' END
  FROM (
    SELECT p.finding_id, p.seq, l.takes_content, r.reopens, f.regressed, f.reason,
      CASE WHEN l.takes_content THEN ${DIFFERENCES} ELSE '{}' END
      || CASE WHEN p.present IS NOT TRUE AND NOT r.reopens
           THEN jsonb_build_object('source', jsonb_build_array(NULL, $3::text)) ELSE '{}' END AS changes
    FROM pick p
    JOIN touched t USING (finding_id)
    JOIN finding f ON f.id = p.finding_id
    JOIN finding_detail d ON d.finding_id = p.finding_id
    LEFT JOIN stage_row s ON s.seq = p.seq
    CROSS JOIN LATERAL (SELECT p.seq IS NOT NULL AND p.known_content IS DISTINCT FROM p.content AND NOT EXISTS (
      SELECT FROM finding_source o WHERE o.finding_id = p.finding_id AND o.source_id <> $1 AND o.present
        AND (o.first_seen_at, o.source_id) < (coalesce(p.first_seen_at, $2), $1)) AS takes_content) l
    CROSS JOIN LATERAL (SELECT t.status = 'fixed' AND (
      NOT (t.present_here OR t.present_elsewhere) OR $2 > t.status_changed_at) AS reopens) r
    WHERE NOT p.adopted AND NOT p.stale
  ) q
  WHERE reopens OR changes <> '{}'`;

/** Gone from its source: fixed when its status lets it and no other source reports it; otherwise evidence is gone, no more. */
const DISAPPEARED = `
  INSERT INTO change
  SELECT finding_id, NULL, CASE WHEN closes THEN 'fixed' ELSE 'updated' END, false,
    CASE WHEN closes THEN jsonb_build_object('status', jsonb_build_array(status, 'fixed')) || ${moved('false')}
      ELSE jsonb_build_object('source', jsonb_build_array($1::text, NULL)) END
  FROM (
    SELECT g.finding_id, t.status, t.regressed, t.reason,
      t.status = ANY($2::finding_status[]) AND NOT t.present_elsewhere AS closes
    FROM gone g JOIN touched t USING (finding_id)) q`;

/** Adopted in one wording, then met again in a more severe one: no change that anybody has seen. */
const CORRECTED = `
  INSERT INTO change SELECT finding_id, seq, 'corrected', true, '{}' FROM pick WHERE adopted AND seq IS NOT NULL`;

/** Columns of `finding` that a report may change. */
export const CONTENT_COLUMNS = FIELDS.map(({ column }) => column);

export type ChangeInput = { readonly sourceId: string; readonly scanAt: Date; readonly sourceLabel: string };

/** Decides what happens to each finding that exists: one row in `change` where something does. */
export async function decideChanges(
  client: pg.ClientBase,
  input: ChangeInput,
  { picked, gone }: Picked,
): Promise<void> {
  if (picked) await client.query(REPORTED, [input.sourceId, input.scanAt, input.sourceLabel]);
  if (gone) await client.query(DISAPPEARED, [input.sourceLabel, CLOSES_WHEN_GONE]);
  if (picked) await client.query(CORRECTED);
  await client.query('CREATE INDEX ON change (finding_id); ANALYZE change');
}

function assignments(fields: readonly Field[]): string {
  return fields.map(({ column, staged = column }) => `${column} = s.${staged}`).join(', ');
}

/** For `UPDATE finding SET …` from `stage_row s`: each field that a report may change. */
export const FIELD_ASSIGNMENTS = assignments(FIELDS);
/** The same for `finding_detail`. */
export const DETAIL_ASSIGNMENTS = assignments(DETAILS);
