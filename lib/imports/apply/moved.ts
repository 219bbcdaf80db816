import type pg from 'pg';
import type { FindingKind } from '@/lib/findings/types';

/** Kinds of findings that follow their file. */
const FOLLOWING: readonly string[] = ['code', 'secret'] satisfies FindingKind[];

/** Whether a finding of this fingerprint follows its file. */
export function followsFile(fingerprint: string): boolean {
  return FOLLOWING.some((kind) => fingerprint.startsWith(`${kind}.`));
}

/**
 * Code whose file was renamed: gone at one path, new at another, and all that is said of it the same (rule, title,
 * severity, line, and the text with the code that it quotes). Taken for moved where there is one of it on both sides, or
 * one under the same file name; where nothing is quoted, the file name must be the same. What another source still reports
 * at its old place stays there, and so does what a person holds for fixed.
 */
const MOVED = `
  CREATE TEMP TABLE moved ON COMMIT DROP AS
  WITH found AS (
    SELECT f.id, f.id = ANY($1::int[]) AS is_new, regexp_replace(f.path, '^.*/', '') AS base,
      md5(jsonb_build_array(f.kind, f.rule_id, f.title, f.severity, d.location -> 'line', d.description)::text) AS words,
      d.description LIKE '%\`\`\`%' AS quotes
    FROM finding f JOIN finding_detail d ON d.finding_id = f.id
    WHERE (f.id = ANY($1::int[]) OR f.id IN (SELECT finding_id FROM gone))
      AND f.kind = ANY($3::text[]) AND f.path <> '' AND f.status <> 'fixed'
      AND NOT EXISTS (SELECT FROM met m WHERE m.finding_id = f.id)
      AND NOT EXISTS (SELECT FROM stage_row s WHERE s.finding_id = f.id)
      AND NOT EXISTS (SELECT FROM finding_source o WHERE o.finding_id = f.id AND o.present AND o.source_id <> $2)
  ), counted AS (
    SELECT *, count(*) OVER (PARTITION BY words, is_new) AS alike, count(*) OVER (PARTITION BY words, is_new, base) AS named
    FROM found
  )
  SELECT n.id AS from_id, o.id AS into_id, new.fingerprint, new.path, new.location, d.location AS place,
    jsonb_build_object('path', jsonb_build_array(old.path, new.path),
      'location', jsonb_build_array(old.location, new.location)) AS changes
  FROM counted n JOIN counted o ON o.words = n.words AND n.is_new AND NOT o.is_new
  JOIN finding new ON new.id = n.id JOIN finding old ON old.id = o.id JOIN finding_detail d ON d.finding_id = n.id
  WHERE (n.base = o.base AND n.named = 1 AND o.named = 1) OR (n.quotes AND n.alike = 1 AND o.alike = 1)`;

/** It was never new, and nobody dismissed it: what the counts' triggers note of both is taken back. */
const FLOW = `
  INSERT INTO finding_flow (product_id, "on", severity, change, n)
  SELECT f.product_id, c.day, f.severity, c.change, -count(*)
  FROM moved m JOIN finding f ON f.id = m.from_id
  CROSS JOIN LATERAL (VALUES (utc_day(f.first_seen_at), 'new'), (utc_day(now()), 'dismissed')) AS c(day, change)
  GROUP BY 1, 2, 3, 4`;

const EVIDENCE = [
  `UPDATE finding_source n SET first_seen_at = o.first_seen_at, first_import_id = o.first_import_id
   FROM moved m JOIN finding_source o ON o.finding_id = m.into_id
   WHERE o.source_id IS NOT DISTINCT FROM $1 AND n.finding_id = m.from_id AND n.source_id = o.source_id`,
  `DELETE FROM finding_source e USING moved m WHERE e.finding_id = m.into_id AND e.source_id IS NOT DISTINCT FROM $1`,
  `UPDATE finding_source e SET finding_id = m.into_id FROM moved m
   WHERE e.finding_id = m.from_id AND e.source_id IS NOT DISTINCT FROM $1`,
];

const FINDINGS = [
  'DELETE FROM finding f USING moved m WHERE f.id = m.from_id',
  `UPDATE finding f SET fingerprint = m.fingerprint, path = m.path, location = m.location
   FROM moved m WHERE f.id = m.into_id`,
  'UPDATE finding_detail d SET location = m.place FROM moved m WHERE d.finding_id = m.into_id',
  'DELETE FROM gone g USING moved m WHERE g.finding_id = m.into_id',
];

/**
 * Lets findings follow their file: what was known goes on at its new place, with its decisions and history, and the one
 * that this report made there is no more.
 * Lock them first.
 * @param made findings that this report made
 * @returns those of them that are no more
 */
export async function followMoves(
  client: pg.ClientBase,
  sourceId: string,
  made: readonly number[],
): Promise<ReadonlySet<number>> {
  const { rowCount } = await client.query(MOVED, [made, sourceId, FOLLOWING]);
  if (rowCount === 0) return new Set();
  await client.query(FLOW);
  for (const sql of EVIDENCE) await client.query(sql, [sourceId]);
  const { rows } = await client.query<{ from_id: number }>('SELECT from_id FROM moved');
  for (const sql of FINDINGS) await client.query(sql);
  return new Set(rows.map((row) => row.from_id));
}

/** Tells of the moves as changes of their findings, once `change` is there. */
export async function tellMoves(client: pg.ClientBase): Promise<void> {
  await client.query(`INSERT INTO change SELECT into_id, NULL, 'updated', false, changes FROM moved`);
}
