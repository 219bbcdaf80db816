import { wholeJson, zonedTime } from '@/lib/backups/shapes/read';
import { type Arrival, type DraftPoint, type Shape, type Told, UnreadableDocument } from '@/lib/backups/shapes/types';
import { isArray, isObject, type Json, list, text } from '@/lib/core/json';

/** Microsoft: log backups "every 5 to 10 minutes". The end of the window is not told: it is believed to be that far back. */
const LOG_LAG_MS = 10 * 60_000;

const ENCRYPTION = 'TDE (service-managed or customer key)';

function database(item: Json, receivedAt: Date): DraftPoint[] {
  const of = (field: string) => text(item, 'properties', field);
  const asset = text(item, 'name');
  const oldest = zonedTime(of('earliestRestoreDate'));
  if (!oldest) return [];
  const region = text(item, 'location');
  const common = { asset, encryption: ENCRYPTION, region, status: 'ok' as const };
  const note = [of('status'), of('currentBackupStorageRedundancy')].filter((one) => one !== '').join(', ');
  // One moving beginning of the window; a paused database writes no log, so its end does not move on.
  const base: DraftPoint = {
    ...common,
    key: `pitr/${asset}/begin/${oldest.toISOString()}`,
    kind: 'full',
    at: oldest,
    endedAt: oldest,
    note,
  };
  if (of('status') !== 'Online') return [base];
  const at = new Date(receivedAt.getTime() - LOG_LAG_MS);
  return at <= oldest
    ? [base]
    : [base, { ...common, key: `pitr/${asset}/${at.toISOString()}`, kind: 'log', at, endedAt: receivedAt, note }];
}

/** A long-term backup, which stands for itself. */
function longTerm(item: Json): DraftPoint | null {
  const of = (field: string) => text(item, 'properties', field);
  const at = zonedTime(of('backupTime'));
  if (!at) return null;
  return {
    key: (text(item, 'id') || text(item, 'name')).toLowerCase(),
    asset: of('databaseName') || text(item, 'name'),
    repository: 'long-term',
    kind: 'full',
    status: 'ok',
    at,
    endedAt: at,
    encryption: ENCRYPTION,
    expiresAt: zonedTime(of('backupExpirationTime')),
    note: of('backupStorageRedundancy'),
  };
}

function read(said: string, { receivedAt, madeAt }: Arrival): Told {
  const document = wholeJson(said);
  const items = isArray(document)
    ? document
    : isObject(document) && isArray(document.value)
      ? list(document, 'value')
      : [document];
  const points: DraftPoint[] = [];
  const skipped: { place: string; code: 'no_point' | 'no_time' }[] = [];
  for (const item of items) {
    if (!isObject(item) || !isObject(item.properties)) throw new UnreadableDocument('unknown', text(item, 'name'));
    const isDatabase = 'earliestRestoreDate' in item.properties;
    if (!isDatabase && !('backupTime' in item.properties)) throw new UnreadableDocument('unknown', text(item, 'name'));
    const found = isDatabase ? database(item, madeAt ?? receivedAt) : [longTerm(item)].filter((one) => one !== null);
    if (found.length === 0) skipped.push({ place: text(item, 'name'), code: isDatabase ? 'no_point' : 'no_time' });
    points.push(...found);
  }
  const redundant = items
    .map((item) => text(item, 'properties', 'currentBackupStorageRedundancy'))
    .filter((one) => one !== '');
  const [first] = new Set(redundant);
  // Of databases that differ the least counts: nobody may believe in a second region that one of them lacks.
  const redundancy = new Set(redundant).size > 1 ? 'Local' : first;
  return { points, skipped, ...(redundancy !== undefined && { redundancy }) };
}

/** Azure SQL Database: `earliestRestoreDate` of databases, and long-term retention backups. */
export const azureSql: Shape = { id: 'azure-sql', label: 'Azure SQL', read };
