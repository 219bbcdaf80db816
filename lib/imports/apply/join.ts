import type pg from 'pg';
import { copyRows } from '@/lib/imports/apply/copy';
import type { NewAlias } from '@/lib/imports/apply/placing';

const CREATE = `
  CREATE TEMP TABLE joined (from_id int, into_id int) ON COMMIT DROP`;

const LOCK = `
  SELECT FROM finding WHERE id IN (SELECT from_id FROM joined UNION SELECT into_id FROM joined) ORDER BY id FOR UPDATE`;

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
  SELECT f.product_id, f.fingerprint, j.into_id FROM joined j JOIN finding f ON f.id = j.from_id
  UNION SELECT a.product_id, a.fingerprint, j.into_id FROM joined j JOIN finding_alias a ON a.finding_id = j.from_id
  ON CONFLICT (product_id, fingerprint) DO UPDATE SET finding_id = excluded.finding_id`;

const DUPLICATES = `
  UPDATE finding f SET duplicate_of_id = j.into_id, version = version + 1, updated_at = $1
  FROM joined j WHERE f.duplicate_of_id = j.from_id AND f.id <> j.into_id`;

const FINDINGS = `
  WITH was AS (SELECT f.id, f.status, j.into_id FROM finding f JOIN joined j ON j.from_id = f.id)
  , now_duplicate AS (
    UPDATE finding f SET status = 'duplicate', reason = NULL, regressed = false, duplicate_of_id = w.into_id,
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

/**
 * Makes one of findings that a report shows to be the same (two ids of one vulnerability, known so far from scanners that
 * each named one of them): evidence and names go to the one that stays, the others become its duplicates.
 */
export async function joinFindings(
  client: pg.ClientBase,
  { importId, sourceLabel, now }: JoinInput,
  joins: ReadonlyMap<number, number>,
): Promise<void> {
  if (joins.size === 0) return;
  await client.query(CREATE);
  await copyRows(
    client,
    'joined',
    ['from_id', 'into_id'],
    [...joins.keys()].map((from) => [from, endOf(joins, from)]),
  );
  for (const sql of [LOCK, DOUBLE_EVIDENCE, EVIDENCE, STAGED, MET, ALIASES]) await client.query(sql);
  await client.query(DUPLICATES, [now]);
  await client.query(FINDINGS, [now, sourceLabel, importId]);
}

function endOf(joins: ReadonlyMap<number, number>, from: number): number {
  const into = joins.get(from);
  return into === undefined ? from : endOf(joins, into);
}

const NEW_ALIASES = `
  INSERT INTO finding_alias (product_id, fingerprint, finding_id)
  SELECT $1, k.fingerprint, k.finding_id FROM unnest($2::text[], $3::int[]) AS k(fingerprint, finding_id)
  ON CONFLICT DO NOTHING`;

/** Keeps further names of findings that exist. */
export async function nameFindings(
  client: pg.ClientBase,
  productId: string,
  aliases: readonly NewAlias[],
  joins: ReadonlyMap<number, number>,
): Promise<void> {
  if (aliases.length === 0) return;
  const fingerprints = aliases.map(({ fingerprint }) => fingerprint);
  const ids = aliases.map(({ findingId }) => endOf(joins, findingId));
  await client.query(NEW_ALIASES, [productId, fingerprints, ids]);
}
