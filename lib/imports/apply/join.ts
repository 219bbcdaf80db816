import type pg from 'pg';
import { copyRows } from '@/lib/imports/apply/copy';
import { type FoundFinding, STAYS } from '@/lib/imports/apply/existing';

const CREATE = `
  CREATE TEMP TABLE joined (from_id int, into_id int) ON COMMIT DROP`;

/** Which of a group stays is asked anew: people may have decided meanwhile. What this report made never does. */
const SETTLE = `
  WITH member AS (SELECT into_id AS grp, from_id AS id FROM joined UNION SELECT into_id, into_id FROM joined)
  , best AS (
    SELECT DISTINCT ON (m.grp) m.grp, f.id FROM member m JOIN finding f ON f.id = m.id
    ORDER BY m.grp, f.id = ANY($2::int[]), array_position($1::text[], f.status::text), f.id)
  , emptied AS (DELETE FROM joined)
  INSERT INTO joined SELECT m.id, b.id FROM member m JOIN best b USING (grp) WHERE m.id <> b.id`;

/** Of several pieces of evidence that one source has, the newest present one stays. */
const DOUBLE_EVIDENCE = `
  DELETE FROM finding_source e USING (
    SELECT finding_id, source_id, row_number() OVER (
      PARTITION BY target, source_id ORDER BY present DESC, last_seen_at DESC, finding_id <> target, finding_id) AS rank
    FROM (SELECT e.*, coalesce(j.into_id, e.finding_id) AS target FROM finding_source e LEFT JOIN joined j ON j.from_id = e.finding_id
      WHERE e.finding_id IN (SELECT from_id FROM joined UNION SELECT into_id FROM joined)) both_of_them
  ) r WHERE e.finding_id = r.finding_id AND e.source_id = r.source_id AND r.rank > 1`;

const EVIDENCE = 'UPDATE finding_source e SET finding_id = j.into_id FROM joined j WHERE e.finding_id = j.from_id';

const STAGED = 'UPDATE stage_row s SET finding_id = j.into_id FROM joined j WHERE s.finding_id = j.from_id';

const MET = 'DELETE FROM met m USING joined j WHERE m.finding_id = j.from_id';

const ALIASES = `
  INSERT INTO finding_alias (product_id, fingerprint, finding_id)
  SELECT DISTINCT ON (product_id, fingerprint) product_id, fingerprint, into_id FROM (
    SELECT f.product_id, f.fingerprint, j.into_id FROM joined j JOIN finding f ON f.id = j.from_id
    UNION ALL SELECT a.product_id, a.fingerprint, j.into_id FROM joined j JOIN finding_alias a ON a.finding_id = j.from_id) names
  ORDER BY product_id, fingerprint, into_id
  ON CONFLICT (product_id, fingerprint) DO UPDATE SET finding_id = excluded.finding_id`;

const DUPLICATES = `
  UPDATE finding f SET duplicate_of_id = j.into_id, version = version + 1, updated_at = $1
  FROM joined j WHERE f.duplicate_of_id = j.from_id AND f.id <> j.into_id`;

const FINDINGS = `
  WITH was AS (SELECT f.id, f.status, j.into_id FROM finding f JOIN joined j ON j.from_id = f.id)
  , now_duplicate AS (
    UPDATE finding f SET status = 'duplicate', reason = NULL, regressed = false, duplicate_of_id = coalesce(
        nullif((SELECT i.duplicate_of_id FROM finding i WHERE i.id = w.into_id AND i.status = 'duplicate'), f.id), w.into_id),
      version = f.version + 1, updated_at = $1::timestamptz, status_changed_at = $1::timestamptz
    FROM was w WHERE f.id = w.id RETURNING f.id, f.version, w.status, w.into_id)
  , grown AS (
    UPDATE finding f SET version = f.version + 1, updated_at = $1::timestamptz
    FROM (SELECT DISTINCT into_id FROM was) w WHERE f.id = w.into_id RETURNING f.id, f.version)
  INSERT INTO finding_event (finding_id, at, kind, changes, actor_kind, actor_name, import_id, version)
  SELECT id, $1::timestamptz, 'joined', jsonb_build_object('status', jsonb_build_array(status, 'duplicate'),
      'duplicateOfId', jsonb_build_array(NULL, into_id)), 'system', $2::text, $3::uuid, version FROM now_duplicate
  UNION ALL
  SELECT g.id, $1::timestamptz, 'joined', jsonb_build_object('joined', jsonb_build_array(NULL, (
      SELECT string_agg(w.id::text, ', ' ORDER BY w.id) FROM was w WHERE w.into_id = g.id))), 'system', $2::text, $3::uuid, g.version FROM grown g`;

export type JoinInput = { readonly importId: string; readonly sourceLabel: string; readonly now: Date };

/** Names the findings that the report shows to be the same: which goes into which. */
export async function startJoins(client: pg.ClientBase, joins: Map<number, number>): Promise<void> {
  await client.query(CREATE);
  const pairs = [...joins.keys()].map((from) => [from, endOf(joins, from)]);
  await copyRows(client, 'joined', ['from_id', 'into_id'], pairs);
}

/**
 * Makes one of findings that a report shows to be the same (two ids of one vulnerability, known so far from scanners that
 * each named one of them): evidence and names go to the one that stays, the others become its duplicates. Lock them first.
 */
export async function joinFindings(
  client: pg.ClientBase,
  { importId, sourceLabel, now }: JoinInput,
  made: readonly number[],
): Promise<void> {
  await client.query(SETTLE, [STAYS, made]);
  for (const sql of [DOUBLE_EVIDENCE, EVIDENCE, STAGED, MET, ALIASES]) await client.query(sql);
  await client.query(DUPLICATES, [now]);
  await client.query(FINDINGS, [now, sourceLabel, importId]);
}

/** The end of a chain of joins. */
export function endOf(joins: Map<number, number>, from: number): number {
  let end = from;
  for (let next = joins.get(end); next !== undefined; next = joins.get(end)) end = next;
  for (let at = from; at !== end; ) {
    const next = joins.get(at) ?? end;
    joins.set(at, end);
    at = next;
  }
  return end;
}

const NEW_ALIASES = `
  INSERT INTO finding_alias (product_id, fingerprint, finding_id)
  SELECT $1, k.fingerprint, coalesce(j.into_id, k.finding_id) FROM unnest($2::text[], $3::int[]) AS k(fingerprint, finding_id)
  LEFT JOIN joined j ON j.from_id = k.finding_id
  ON CONFLICT DO NOTHING`;

/** Keeps further names of findings that exist. */
export async function nameFindings(
  client: pg.ClientBase,
  productId: string,
  aliases: ReadonlyMap<string, FoundFinding>,
): Promise<void> {
  if (aliases.size === 0) return;
  const fingerprints = [...aliases.keys()];
  const ids = [...aliases.values()].map(({ id }) => id);
  await client.query(NEW_ALIASES, [productId, fingerprints, ids]);
}
