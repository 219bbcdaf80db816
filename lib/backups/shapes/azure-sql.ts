import { wholeJson, zonedTime } from '@/lib/backups/shapes/read';
import { type Arrival, type DraftPoint, type Shape, type Told, UnreadableDocument } from '@/lib/backups/shapes/types';
import { WINDOW } from '@/lib/backups/types';
import { isArray, isObject, type Json, list, object, text } from '@/lib/core/json';

/** Microsoft: log backups "every 5 to 10 minutes". The end of the window is not told: it is believed to be that far back. */
const LOG_LAG_MS = 10 * 60_000;

const ENCRYPTION = 'TDE (service-managed or customer key)';

/** The window's beginning moves on: of several that were told, only the newest is still there. */
const MOVING = 'point-in-time';
const DISCRETE = 'restore-points';

type Window = { readonly asset: string; readonly region: string; readonly note: string; readonly moves: boolean };

/** From its oldest instant on; `moves`: its log is written, so that its end follows the clock. */
function windowOf(oldest: Date, { asset, region, note, moves }: Window, told: Date): Told {
  const common = { asset, repository: MOVING, encryption: ENCRYPTION, region, status: 'ok' as const, note };
  const key = `${WINDOW}${asset}`;
  const begin: DraftPoint = {
    ...common,
    key: `${key}/begin/${oldest.toISOString()}`,
    kind: 'full',
    at: oldest,
    endedAt: oldest,
  };
  const at = new Date(told.getTime() - LOG_LAG_MS);
  const end: DraftPoint = { ...common, key: `${key}/${at.toISOString()}`, kind: 'log', at, endedAt: told };
  return { points: moves && at > oldest ? [begin, end] : [begin], whole: [{ asset, repository: MOVING }] };
}

/** A paused database writes no log, so its window's end does not move on. */
function database(item: Json, told: Date): Told {
  const of = (field: string) => text(item, 'properties', field);
  const asset = text(item, 'name');
  const oldest = zonedTime(of('earliestRestoreDate'));
  if (!oldest) return { skipped: [{ place: asset, code: 'no_point' }] };
  const note = [of('status'), of('currentBackupStorageRedundancy')].filter((one) => one !== '').join(', ');
  return windowOf(oldest, { asset, region: text(item, 'location'), note, moves: of('status') === 'Online' }, told);
}

/**
 * A restore point: CONTINUOUS is the window of a database from `earliestRestoreDate` on, DISCRETE a copy of a data warehouse of
 * `restorePointCreationDate`. Its name says nothing of the database: its id does.
 */
function restorePoint(item: Json, told: Date): Told {
  const of = (field: string) => text(item, 'properties', field);
  const id = text(item, 'id');
  const asset = /\/databases\/([^/]+)/i.exec(id)?.[1] ?? '';
  const place = id || text(item, 'name');
  const region = text(item, 'location');
  if (asset === '') return { skipped: [{ place, code: 'broken' }] };
  const continuous = of('restorePointType') === 'CONTINUOUS';
  const at = zonedTime(of(continuous ? 'earliestRestoreDate' : 'restorePointCreationDate'));
  if (!at) return { skipped: [{ place, code: 'no_time' }] };
  const note = of('restorePointLabel');
  if (continuous) return windowOf(at, { asset, region, note, moves: true }, told);
  const point: DraftPoint = {
    ...{ key: id.toLowerCase(), asset, repository: DISCRETE, kind: 'snapshot', status: 'ok', at, endedAt: at },
    ...{ encryption: ENCRYPTION, region, note },
  };
  return { points: [point], whole: [{ asset, repository: DISCRETE }] };
}

/** A long-term backup, which stands for itself. It cannot be removed before it expires only where that is locked. */
function longTerm(item: Json): Told {
  const of = (field: string) => text(item, 'properties', field);
  const at = zonedTime(of('backupTime'));
  if (!at) return { skipped: [{ place: text(item, 'name'), code: 'no_time' }] };
  const expiresAt = zonedTime(of('backupExpirationTime'));
  const locked = of('timeBasedImmutability') === 'Enabled' && of('timeBasedImmutabilityMode') === 'Locked';
  const point: DraftPoint = {
    ...{ key: (text(item, 'id') || text(item, 'name')).toLowerCase(), asset: of('databaseName') || text(item, 'name') },
    ...{ repository: 'long-term', kind: 'full', status: 'ok', at, endedAt: at, encryption: ENCRYPTION, expiresAt },
    ...(locked && { immutableUntil: expiresAt }),
    note: of('backupStorageRedundancy'),
  };
  return { points: [point] };
}

/** @throws UnreadableDocument */
function ofItem(item: Json, told: Date): Told {
  const fields = object(item, 'properties');
  if (fields && 'restorePointType' in fields) return restorePoint(item, told);
  if (fields && 'earliestRestoreDate' in fields) return database(item, told);
  if (fields && 'backupTime' in fields) return longTerm(item);
  throw new UnreadableDocument('unknown', text(item, 'name'));
}

function read(said: string, { receivedAt, madeAt }: Arrival): Told {
  const document = wholeJson(said);
  const items = isArray(document)
    ? document
    : isObject(document) && isArray(document.value)
      ? list(document, 'value')
      : [document];
  const told = items.map((item) => ofItem(item, madeAt ?? receivedAt));
  const skipped = told.flatMap((one) => one.skipped ?? []);
  // A page of several says nothing of what the others hold.
  const more = text(document, 'nextLink') !== '' || skipped.length > 0;
  const scopes = told.flatMap(({ whole }) => whole ?? []);
  const whole = scopes.filter(({ repository }) => repository === MOVING || !more);
  const redundant = items
    .map((item) => text(item, 'properties', 'currentBackupStorageRedundancy'))
    .filter((one) => one !== '');
  const [first] = new Set(redundant);
  // Of databases that differ the least counts: nobody may believe in a second region that one of them lacks.
  const redundancy = new Set(redundant).size > 1 ? 'Local' : first;
  return {
    points: told.flatMap(({ points }) => points ?? []),
    whole,
    skipped,
    ...(redundancy !== undefined && { redundancy }),
  };
}

/** Azure SQL Database, API 2021-11-01 to 2025-01-01: databases, restore points and long-term retention backups, one or a list. */
export const azureSql: Shape = { id: 'azure-sql', label: 'Azure SQL', read };
