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

const object = (columns: readonly string[]) =>
  `jsonb_build_object(${columns.map((column) => `'${column}', f.${column}`).join(', ')})`;

const BEFORE = `
  INSERT INTO import_before (import_id, finding_id, finding, detail, evidence, pack_id)
  SELECT $1, f.id, ${object(STATE)} || CASE WHEN c.takes_content THEN ${object(CONTENT)} ELSE '{}' END,
    CASE WHEN c.takes_content THEN to_jsonb(d) END, to_jsonb(e), e.pack_id
  FROM (SELECT finding_id FROM pick WHERE NOT adopted AND NOT stale UNION SELECT finding_id FROM gone) t
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
