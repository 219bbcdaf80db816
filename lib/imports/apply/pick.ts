import type pg from 'pg';

/** The id of a new finding. The sequence is looked up once a statement, not once a row. */
export const NEXT_ID = `nextval((SELECT pg_get_serial_sequence('finding', 'id')::regclass))`;

export type PickInput = {
  readonly productId: string;
  readonly sourceId: string;
  readonly scanAt: Date;
  /** Whether findings that the report does not hold are gone. */
  readonly closes: boolean;
};

/**
 * One row a distinct finding of the report that was not adopted while it was read. Of equal ones the most severe counts,
 * whatever their order. Looked up one by one through unique indexes, which have the default collation: after a bulk load
 * the planner knows nothing yet. IS NOT DISTINCT FROM keeps it off the index by source, which reads all of a source for
 * each row.
 */
const PICK = `
  INSERT INTO pick
  SELECT q.seq, q.fingerprint, q.content, q.occurrences,
    coalesce(q.id, ${NEXT_ID}), q.id IS NULL, false, q.status,
    q.content_hash, q.present, q.known_occurrences, q.first_seen_at, coalesce(q.last_seen_at > $3, false)
  FROM (
    SELECT w.*, f.id, f.status, e.content_hash, e.present, e.occurrences AS known_occurrences, e.first_seen_at,
      e.last_seen_at
    FROM (
      SELECT DISTINCT ON (fingerprint) seq, fingerprint, content,
        count(*) OVER (PARTITION BY fingerprint)::int AS occurrences
      FROM rest WHERE NOT again ORDER BY fingerprint, severity DESC, content, seq
    ) w
    LEFT JOIN LATERAL (
      SELECT id, status FROM finding
      WHERE product_id = $1 AND fingerprint = w.fingerprint COLLATE "default" LIMIT 1) f ON true
    LEFT JOIN LATERAL (
      SELECT * FROM finding_source WHERE finding_id = f.id AND source_id IS NOT DISTINCT FROM $2 LIMIT 1) e ON true
    ORDER BY w.seq
  ) q`;

/** What was staged and not adopted; `again` where an equal record was. */
const REST = `
  INSERT INTO rest
  SELECT k.seq, k.fingerprint, k.content, k.severity, a.fingerprint IS NOT NULL
  FROM stage_key k LEFT JOIN pick a ON a.fingerprint = k.fingerprint
  WHERE NOT EXISTS (SELECT FROM pick p WHERE p.seq = k.seq)`;

/** A record may come again after its finding was adopted: the more severe of them counts here too. */
const AGAIN = `
  UPDATE pick p SET occurrences = p.occurrences + q.n,
    seq = CASE WHEN q.better THEN q.seq ELSE p.seq END, content = CASE WHEN q.better THEN q.content ELSE p.content END
  FROM (
    SELECT DISTINCT ON (r.fingerprint) r.fingerprint, r.seq, r.content,
      count(*) OVER (PARTITION BY r.fingerprint)::int AS n,
      (-r.severity, r.content) < (-k.severity, k.content) AS better
    FROM rest r JOIN pick a ON a.fingerprint = r.fingerprint JOIN stage_key k ON k.seq = a.seq
    WHERE r.again ORDER BY r.fingerprint, r.severity DESC, r.content, r.seq
  ) q WHERE p.fingerprint = q.fingerprint`;

const GONE = `
  INSERT INTO gone
  SELECT e.finding_id FROM finding_source e
  WHERE e.source_id = $1 AND e.present AND e.last_seen_at <= $2
    AND NOT EXISTS (SELECT FROM pick p WHERE p.finding_id = e.finding_id)`;

/** Locks, in order of id, whatever may change, and reads its state as it is now: people decide meanwhile. */
const TOUCH = `
  INSERT INTO touched
  SELECT f.id, f.status, f.status_changed_at,
    EXISTS (SELECT FROM finding_source o WHERE o.finding_id = f.id AND o.present AND o.source_id IS NOT DISTINCT FROM $1),
    EXISTS (SELECT FROM finding_source o WHERE o.finding_id = f.id AND o.present AND o.source_id <> $1)
  FROM finding f
  WHERE f.id IN (
    SELECT finding_id FROM pick WHERE NOT is_new
      AND (present IS NOT TRUE OR known_content <> content OR status = 'fixed')
    UNION SELECT finding_id FROM gone)
  ORDER BY f.id FOR UPDATE OF f`;

export const CREATE_PICK = `
  CREATE TEMP TABLE pick (
    seq int, fingerprint text COLLATE "C", content bytea, occurrences int, finding_id int, is_new boolean,
    adopted boolean, status finding_status, known_content bytea, present boolean, known_occurrences int,
    first_seen_at timestamptz, stale boolean) ON COMMIT DROP;
  CREATE INDEX ON pick (seq)`;

const TABLES = `
  CREATE TEMP TABLE rest (
    seq int, fingerprint text COLLATE "C", content bytea, severity smallint, again boolean) ON COMMIT DROP;
  CREATE TEMP TABLE gone (finding_id int) ON COMMIT DROP;
  CREATE TEMP TABLE touched (
    finding_id int, status finding_status, status_changed_at timestamptz, present_here boolean,
    present_elsewhere boolean) ON COMMIT DROP;
  CREATE TEMP TABLE change (
    finding_id int, seq int, kind text, takes_content boolean, changes jsonb) ON COMMIT DROP;`;

/**
 * Compares the staged report with what is known, within the merge's transaction: `pick` (what it holds), `gone` (what
 * its source held before and no longer does), `touched` (existing findings that may change, locked).
 */
export async function pickFindings(client: pg.ClientBase, input: PickInput): Promise<void> {
  await client.query(`${TABLES}; ANALYZE stage_key (seq, fingerprint); ANALYZE stage_row (seq); ANALYZE pick`);
  await client.query(REST);
  await client.query('ANALYZE rest');
  await client.query(AGAIN);
  await client.query(PICK, [input.productId, input.sourceId, input.scanAt]);
  await client.query('CREATE INDEX ON pick (finding_id); ANALYZE pick');
  if (input.closes) await client.query(GONE, [input.sourceId, input.scanAt]);
  await client.query('CREATE INDEX ON gone (finding_id); ANALYZE gone');
  await client.query(TOUCH, [input.sourceId]);
  await client.query('CREATE INDEX ON touched (finding_id); ANALYZE touched');
}
