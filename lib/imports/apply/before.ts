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

/** Of `finding f`. Empty in most findings; where all of them are, a scan that closes it changes only what CLOSED names. */
const RARE = STATE.filter((column) => !['status', 'regressed', 'status_changed_at', 'due_at'].includes(column));
export const IS_PLAIN = `ROW(${RARE.map((column) => `f.${column}`).join(', ')}) IS NULL`;
const CLOSED = ['status', 'reason', 'regressed', 'status_changed_at'];
/** Not its digests: what is back is compared at the next report, whatever they were. */
const CLOSED_EVIDENCE = ['present', 'unreached', 'last_seen_at'];
const PLAIN_EVIDENCE = CLOSED_EVIDENCE.map((column) => `e.${column}`).join(', ');

const OWN_EVIDENCE = `LATERAL (
    SELECT * FROM finding_source WHERE finding_id = t.finding_id AND source_id IS NOT DISTINCT FROM $2 LIMIT 1) e ON true`;

/** What only closes: thousands of findings that were alike share a row. */
const BEFORE_CLOSED = `
  INSERT INTO import_before (import_id, finding_id, finding_ids, finding, evidence)
  SELECT $1, min(t.finding_id), array_agg(t.finding_id), ${object(CLOSED, 't')}, ${object(CLOSED_EVIDENCE, 'e')}
  FROM touched t JOIN change c ON c.finding_id = t.finding_id AND c.kind = 'fixed'
  JOIN ${OWN_EVIDENCE}
  WHERE t.plain AND NOT EXISTS (SELECT FROM pick p WHERE p.finding_id = t.finding_id)
  GROUP BY t.status, t.reason, t.regressed, t.status_changed_at, ${PLAIN_EVIDENCE}`;

/** What the import leaves as it is need not be kept: what is not here stays as it is when the rest is brought back. */
const BEFORE = `
  INSERT INTO import_before (import_id, finding_id, finding_ids, finding, detail, evidence, pack_id)
  SELECT $1, f.id, ARRAY[f.id],
    CASE WHEN c.takes_content THEN ${object(STATE)} || ${object(CONTENT)} ELSE ${object(STATE)} END,
    CASE WHEN c.takes_content THEN to_jsonb(d) END, to_jsonb(e), e.pack_id
  FROM (
    SELECT finding_id FROM pick WHERE NOT adopted AND NOT stale UNION SELECT finding_id FROM gone
    EXCEPT SELECT unnest(finding_ids) FROM import_before WHERE import_id = $1) t
  JOIN finding f ON f.id = t.finding_id
  LEFT JOIN change c ON c.finding_id = t.finding_id
  LEFT JOIN finding_detail d ON c.takes_content AND d.finding_id = t.finding_id
  LEFT JOIN ${OWN_EVIDENCE}`;

const SOURCE = `
  UPDATE import i SET source_before = jsonb_build_object('last_import_at', s.last_import_at, 'last_scan_at', s.last_scan_at,
    'last_complete_at', s.last_complete_at, 'image_ref', s.image_ref, 'retired_at', s.retired_at)
  FROM source s WHERE i.id = $1 AND s.id = $2`;

/** Keeps what the import is about to change. Call when it is decided, before anything is written. */
export async function keepBefore(
  client: pg.ClientBase,
  { importId, sourceId }: { readonly importId: string; readonly sourceId: string },
): Promise<void> {
  await client.query(BEFORE_CLOSED, [importId, sourceId]);
  await client.query(BEFORE, [importId, sourceId]);
  await client.query(SOURCE, [importId, sourceId]);
}
