import type pg from 'pg';
import { IS_PLAIN } from '@/lib/imports/apply/before';
import { copyRows } from '@/lib/imports/apply/copy';
import type { Placing } from '@/lib/imports/apply/placing';

export type PickInput = {
  readonly importId: string;
  readonly sourceId: string;
  readonly scanAt: Date;
};

/** `met`: findings that the report holds in the words that are known, and how often. */
export const CREATE_MET = `
  CREATE TEMP TABLE met (finding_id int, hits int) ON COMMIT DROP;
  CREATE TEMP TABLE gone (finding_id int) ON COMMIT DROP`;

const TABLES = `
  CREATE TEMP TABLE pick (
    finding_id int, seq int, content bytea, occurrences int, adopted boolean, known_content bytea, present boolean,
    known_occurrences int, first_seen_at timestamptz, stale boolean) ON COMMIT DROP;
  CREATE TEMP TABLE touched (
    finding_id int, status finding_status, status_changed_at timestamptz, reason text, regressed boolean, plain boolean,
    present_here boolean, present_elsewhere boolean) ON COMMIT DROP;
  CREATE TEMP TABLE change (
    finding_id int, seq int, kind text, takes_content boolean, changes jsonb) ON COMMIT DROP;
  ANALYZE met; ANALYZE stage_row (seq, finding_id); ANALYZE gone`;

/**
 * One row a finding that may have changed; `adopted` where this report made it. Of equal records the most severe counts,
 * whatever their order: `seq` names it where it is not the one that is known. IS NOT DISTINCT FROM keeps the planner off
 * the index by source, which reads all of a source for each row.
 */
const PICK = `
  INSERT INTO pick
  SELECT q.finding_id, CASE WHEN q.better THEN q.seq END, CASE WHEN q.better THEN q.content ELSE q.content_hash END,
    q.hits + q.n, q.finding_id = ANY($4::int[]), q.content_hash, q.present, q.known_occurrences, q.first_seen_at,
    q.first_import_id IS DISTINCT FROM $2 AND coalesce(q.last_seen_at > $3, false)
  FROM (
    SELECT t.finding_id, t.hits, w.seq, w.content, coalesce(w.n, 0) AS n, e.content_hash, e.present, e.first_import_id,
      e.occurrences AS known_occurrences, e.first_seen_at, e.last_seen_at,
      w.seq IS NOT NULL AND (t.hits = 0 OR (-w.severity, w.content) < (-e.severity, e.content_hash)) AS better
    FROM (
      SELECT finding_id, sum(hits)::int AS hits FROM (
        SELECT finding_id, hits FROM met UNION ALL SELECT DISTINCT finding_id, 0 FROM stage_row) both_of_them
      GROUP BY finding_id
    ) t
    LEFT JOIN (
      SELECT DISTINCT ON (finding_id) finding_id, seq, content_hash AS content, severity,
        count(*) OVER (PARTITION BY finding_id)::int AS n
      FROM stage_row ORDER BY finding_id, severity DESC, content_hash, seq
    ) w USING (finding_id)
    LEFT JOIN LATERAL (
      SELECT * FROM finding_source WHERE finding_id = t.finding_id AND source_id IS NOT DISTINCT FROM $1 LIMIT 1) e ON true
    ORDER BY t.finding_id
  ) q`;

/** Whether `pick` and `gone` hold anything: a statement about nothing costs milliseconds too. */
export type Picked = { readonly picked: boolean; readonly gone: boolean };

/** Locks, in order of id, whatever may change, and reads its state as it is now: people decide meanwhile. */
const TOUCH = `
  INSERT INTO touched
  SELECT f.id, f.status, f.status_changed_at, f.reason, f.regressed, ${IS_PLAIN},
    EXISTS (SELECT FROM finding_source o WHERE o.finding_id = f.id AND o.present AND o.source_id IS NOT DISTINCT FROM $1),
    EXISTS (SELECT FROM finding_source o WHERE o.finding_id = f.id AND o.present AND o.source_id <> $1)
  FROM finding f
  WHERE f.id IN (SELECT finding_id FROM pick WHERE NOT adopted UNION SELECT finding_id FROM gone)
  ORDER BY f.id FOR UPDATE OF f`;

/** Everything that may change, in order of id, before a part of it is. */
const LOCK_ALL = `
  SELECT FROM finding WHERE id IN (
    SELECT finding_id FROM met UNION SELECT finding_id FROM gone UNION SELECT finding_id FROM stage_row
    UNION SELECT from_id FROM joined UNION SELECT into_id FROM joined
    UNION SELECT d.id FROM joined j JOIN finding d ON d.duplicate_of_id = j.from_id)
  ORDER BY id FOR UPDATE`;

/** People lock findings in order of id: whoever locks some of them first and others later would wait in a circle. */
export async function lockAll(client: pg.ClientBase): Promise<void> {
  await client.query(LOCK_ALL);
}

/** Tells the database what of the report was met and, where it `closes` what it does not hold, what of the source is gone. */
export async function tellMet(client: pg.ClientBase, { known, placed }: Placing, closes: boolean): Promise<void> {
  await client.query(CREATE_MET);
  const met = [...known.toCompare(), ...placed.repeated()].map(({ findingId, hits }) => [findingId, hits]);
  await copyRows(client, 'met', ['finding_id', 'hits'], met);
  if (closes)
    await copyRows(
      client,
      'gone',
      ['finding_id'],
      known.gone().map((id) => [id]),
    );
}

/**
 * Compares what was staged and met with what is known, within the merge's transaction: `pick` (what the report holds and
 * may have changed), `gone` (what its source held before and no longer does), `touched` (existing findings that may
 * change, locked).
 */
export async function pickFindings(client: pg.ClientBase, input: PickInput, made: readonly number[]): Promise<Picked> {
  await client.query(TABLES);
  const picked = await client.query(PICK, [input.sourceId, input.importId, input.scanAt, made]);
  await client.query('CREATE INDEX ON pick (finding_id); ANALYZE pick');
  await client.query('CREATE INDEX ON gone (finding_id)');
  await client.query(TOUCH, [input.sourceId]);
  await client.query('CREATE INDEX ON touched (finding_id); ANALYZE touched');
  const { rows } = await client.query<{ gone: boolean }>('SELECT EXISTS (SELECT FROM gone) AS gone');
  return { picked: picked.rowCount !== 0, gone: rows[0]?.gone !== false };
}
