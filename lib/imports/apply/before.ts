import type pg from 'pg';
import { CONTENT_COLUMNS } from '@/lib/imports/apply/change';

/** What a change of state alone may change, triggers included. */
const STATE = [
  'status',
  'reason',
  'regressed',
  'duplicate_of_id',
  'acceptance_id',
  'status_changed_at',
  'due_at',
  'sla_started_at',
  'sla_confirmed_at',
  'sla_paused_at',
  'snoozed_until',
  'wake_on',
  'woken_at',
] as const;

const CONTENT = [...CONTENT_COLUMNS, 'tokens', 'priority', 'ssvc'];

/** Columns of `finding` that an undo brings back. */
export const RESTORED = [...STATE, ...CONTENT];

const object = (columns: readonly string[], table = 'f') =>
  `jsonb_build_object(${columns.map((column) => `'${column}', ${table}.${column}`).join(', ')})`;

/** Empty in most findings; where all of them are, a scan that closes it changes only what CLOSED names. */
const RARE = STATE.filter((column) => !['status', 'regressed', 'status_changed_at', 'due_at'].includes(column));
const CLOSED = ['status', 'reason', 'regressed', 'status_changed_at'];
const CLOSED_EVIDENCE = ['present', 'unreached', 'content_hash', 'record_hash', 'last_seen_at'];

/** What the import leaves as it is need not be kept: what is not here stays as it is when the rest is brought back. */
const BEFORE = `
  INSERT INTO import_before (import_id, finding_id, finding, detail, evidence, pack_id)
  SELECT $1, f.id,
    CASE WHEN c.takes_content THEN ${object(STATE)} || ${object(CONTENT)}
      WHEN c.kind = 'fixed' AND ROW(${RARE.map((column) => `f.${column}`).join(', ')}) IS NULL THEN ${object(CLOSED)}
      ELSE ${object(STATE)} END,
    CASE WHEN c.takes_content THEN to_jsonb(d) END,
    CASE WHEN t.is_gone AND e.finding_id IS NOT NULL THEN ${object(CLOSED_EVIDENCE, 'e')} ELSE to_jsonb(e) END,
    CASE WHEN NOT t.is_gone THEN e.pack_id END
  FROM (
    SELECT finding_id, bool_and(is_gone) AS is_gone FROM (
      SELECT finding_id, false AS is_gone FROM pick WHERE NOT adopted AND NOT stale
      UNION ALL SELECT finding_id, true FROM gone) both_of_them GROUP BY finding_id) t
  JOIN finding f ON f.id = t.finding_id
  LEFT JOIN change c ON c.finding_id = t.finding_id
  LEFT JOIN finding_detail d ON c.takes_content AND d.finding_id = t.finding_id
  LEFT JOIN LATERAL (
    SELECT * FROM finding_source WHERE finding_id = t.finding_id AND source_id IS NOT DISTINCT FROM $2 LIMIT 1) e ON true`;

const SOURCE = `
  UPDATE import i SET source_before = jsonb_build_object('last_import_at', s.last_import_at, 'last_scan_at', s.last_scan_at,
    'last_complete_at', s.last_complete_at, 'image_ref', s.image_ref, 'retired_at', s.retired_at)
  FROM source s WHERE i.id = $1 AND s.id = $2`;

/** Keeps what the import is about to change. Call when it is decided, before anything is written. */
export async function keepBefore(
  client: pg.ClientBase,
  { importId, sourceId }: { readonly importId: string; readonly sourceId: string },
): Promise<void> {
  await client.query(BEFORE, [importId, sourceId]);
  await client.query(SOURCE, [importId, sourceId]);
}
