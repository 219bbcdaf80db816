import { zonedTime } from '@/lib/backups/shapes/read';
import type { Arrival, Told } from '@/lib/backups/shapes/types';
import { type JsonObject, number, text } from '@/lib/core/json';

export const isArchiver = (row: JsonObject): boolean => 'archived_count' in row || 'last_archived_time' in row;

/**
 * A row of PostgreSQL's pg_stat_archiver as JSON, whichever tool archives (docs/backups.md has the query): how far its log can
 * be brought back. `last_archived_time` is when a segment went out, and not when its records were written: after a backlog
 * that is hours later. What would be lost begins at the last archived record (`last_record_time`, when the segment was last
 * written to). Without that, the time of archiving is believed where nothing waits (`waiting`: 0) or nothing ever failed.
 */
export function archiver(row: JsonObject, { asset, repository }: Arrival): Told {
  const archived = zonedTime(text(row, 'last_archived_time'));
  if (!archived) return { skipped: [{ place: 'last_archived_time', code: 'no_time' }] };
  const record = zonedTime(text(row, 'last_record_time'));
  const waiting = number(row, 'waiting');
  const failed = text(row, 'last_failed_wal');
  const behind = waiting === undefined ? failed !== '' : waiting > 0;
  if (!record && behind) return { skipped: [{ place: 'last_record_time', code: 'backlog' }] };
  const at = record && record < archived ? record : archived;
  const name = text(row, 'stanza') || text(row, 'server') || asset;
  const notes = [failed === '' ? '' : `last failed: ${failed}`, waiting ? `waiting: ${waiting}` : ''];
  return {
    points: [
      {
        ...{ asset: name, repository, kind: 'log', status: 'ok', at, endedAt: archived },
        key: `log/${name}/${archived.toISOString()}`,
        note: notes.filter((one) => one !== '').join(', '),
      },
    ],
  };
}
