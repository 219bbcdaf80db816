import { BACKUP_LIMITS } from '@/lib/backups/limits';
import { linesOf, localTime, positive, readRows, wholeJson, wholeList, zonedTime } from '@/lib/backups/shapes/read';
import {
  type Arrival,
  type DraftCheck,
  type DraftPoint,
  type Shape,
  type Told,
  UnreadableDocument,
} from '@/lib/backups/shapes/types';
import { type Json, type JsonObject, list, number, object, text } from '@/lib/core/json';

/** Borg prints the time of its machine's clock, and not in which zone that is. @throws UnreadableDocument */
function timeOf(value: JsonObject, field: string, zone: string | null): Date | undefined {
  const said = text(value, field);
  if (said === '') return undefined;
  const zoned = zonedTime(said);
  if (zoned) return zoned;
  if (zone === null) throw new UnreadableDocument('zone', field);
  return localTime(said, zone);
}

/** "db01-2026-11-21T19:15:45" is one of many copies of "db01": what changes from name to name is left out. */
function assetOf(said: string, host: string): string {
  const name = said.slice(0, BACKUP_LIMITS.name);
  const stem = name.replace(/[-_.:T ]*\d{4}-?\d\d-?\d\d.*$/, '').replace(/[-_.]?\d{6,}$/, '');
  return stem === '' ? host || name : stem;
}

function point(archive: JsonObject, document: Json, { zone, asset, repository }: Arrival): DraftPoint | null {
  const [began, ended] = [timeOf(archive, 'start', zone), timeOf(archive, 'end', zone)];
  const at = began ?? timeOf(archive, 'time', zone);
  const [id, name] = [text(archive, 'id'), text(archive, 'name')];
  if (!at || id === '') return null;
  return {
    key: id,
    asset: asset || assetOf(name, text(archive, 'hostname')),
    repository: repository || text(document, 'repository', 'location'),
    kind: 'snapshot',
    status: 'ok',
    at,
    startedAt: at,
    // Borg cuts seconds: an archive that began and ended within one has a length of its own.
    endedAt: ended && new Date(Math.max(ended.getTime(), at.getTime())),
    bytes: positive(number(archive, 'stats', 'original_size')),
    addedBytes: positive(number(archive, 'stats', 'deduplicated_size')),
    encryption: text(document, 'encryption', 'mode'),
    note: name,
  };
}

const DAMAGED =
  /integrity error|missing (?:chunk|file)|not found in|index mismatch|completed with .*errors|data integrity error|[1-9]\d* integrity errors|segment .* (?:corrupt|missing)/i;
const READ_DATA = /cryptographic data integrity verification/i;

function check(said: string, { asset, repository, exitCode, madeAt, readData }: Arrival): DraftCheck {
  const code = exitCode ?? number({ rc: /^rc (\d+)\s*$/m.exec(said)?.[1] ?? '' }, 'rc') ?? null;
  const whole = /complete, no problems found|check, no problems found/i.test(said) && (code === null || code === 0);
  const bad = linesOf(said).find((line) => DAMAGED.test(line) && !/ 0 integrity errors/i.test(line));
  const result = bad !== undefined ? 'damaged' : whole ? 'ok' : 'unclear';
  const method = (readData ?? READ_DATA.test(said)) ? 'data' : 'metadata';
  return { key: '', asset, repository, at: madeAt, method, result, note: bad?.trim() ?? '' };
}

function read(said: string, arrival: Arrival): Told {
  const start = said.trimStart();
  if (start === '') throw new UnreadableDocument('empty');
  if (!start.startsWith('{')) {
    if (/repository check|archive consistency check|integrity error/i.test(said))
      return { checks: [check(said, arrival)] };
    throw new UnreadableDocument('unknown');
  }
  const document = wholeJson(said);
  const one = object(document, 'archive');
  const archives = one ? [one] : list(document, 'archives');
  // `info` of a repository: its cipher and size, and no copy.
  if (!one && archives.length === 0 && !(typeof document === 'object' && document !== null && 'archives' in document)) {
    if (object(document, 'repository')) return {};
    throw new UnreadableDocument('unknown');
  }
  const { found: points, skipped } = readRows(archives, 'archives', (archive) => point(archive, document, arrival));
  // Only `list` names all of them: its archives have no statistics.
  const isList = !one && archives.every((archive) => object(archive, 'stats') === undefined);
  const repository = arrival.repository || text(document, 'repository', 'location');
  if (!isList) return { points, skipped };
  return { points, ...wholeList([{ asset: arrival.asset || null, repository }], skipped, 'archives') };
}

/** Borg 1.2 and 1.4: `list --json`, `info --json`, `create --json`, and what `check` prints. */
export const borg: Shape = { id: 'borg', label: 'BorgBackup', needsZone: true, read };
