import { epochTime, positive, wholeJson } from '@/lib/backups/shapes/read';
import {
  type Arrival,
  type DraftCheck,
  type DraftPoint,
  type Shape,
  type Told,
  UnreadableDocument,
} from '@/lib/backups/shapes/types';
import type { PointStatus } from '@/lib/backups/types';
import { isArray, isObject, type Json, type JsonObject, number, object, objects, text } from '@/lib/core/json';

const STATUSES: Readonly<Record<string, PointStatus>> = {
  DONE: 'ok',
  FAILED: 'failed',
  // The copy is there, but not the log that makes it consistent.
  WAITING_FOR_WALS: 'partial',
  EMPTY: 'running',
  STARTED: 'running',
};

/** Sites and ciphers are not barman's: whatever encrypts stands below it. */
function listed(server: string, row: JsonObject): DraftPoint | null {
  const status = STATUSES[text(row, 'status')];
  const at = epochTime(number(row, 'end_time_timestamp'));
  const id = text(row, 'backup_id');
  if (!status || !at || id === '') return null;
  const bytes = positive(number(row, 'size_bytes'));
  return { key: `${server}/${id}`, asset: server, kind: 'full', status, at, endedAt: at, bytes, note: id };
}

function shown(server: string, row: JsonObject): DraftPoint | null {
  const base = object(row, 'base_backup_information');
  const status = STATUSES[text(row, 'status')];
  const [began, ended] = [
    epochTime(number(base, 'begin_time_timestamp')),
    epochTime(number(base, 'end_time_timestamp')),
  ];
  const id = text(row, 'backup_id');
  const at = ended ?? began;
  if (!status || !at || id === '') return null;
  return {
    key: `${server}/${id}`,
    asset: server,
    kind: 'full',
    status,
    at,
    startedAt: began,
    endedAt: ended,
    bytes: positive(number(base, 'disk_usage_bytes')),
    addedBytes: positive(number(base, 'incremental_size_bytes')),
    note: id,
  };
}

/** Checks of barman look at its set-up and at the age of copies; no data is read. */
const OF_COPIES =
  /^(?:backup_maximum_age|backup_minimum_size|failed_backups|minimum_redundancy_requirements|retention_policy_settings)$/;

function checked(server: string, rows: JsonObject, { madeAt, repository }: Arrival): DraftCheck {
  const failed = Object.entries(rows).filter(
    ([name, row]) => name !== '_timestamp' && isObject(row) && text(row, 'status') === 'FAILED',
  );
  const note = failed.map(([name, row]) => [name, text(row, 'hint')].filter((one) => one !== '').join(': ')).join('; ');
  // A failed connection says nothing of the copies that are there; nor does an old copy say that it is damaged.
  const result = failed.length === 0 ? 'ok' : 'unclear';
  const ofCopies = failed.filter(([name]) => OF_COPIES.test(name)).length;
  return {
    key: '',
    asset: server,
    repository,
    at: madeAt,
    method: 'metadata',
    result,
    note: ofCopies > 0 ? `copies: ${note}` : note,
  };
}

type Server = readonly [string, Json];

function ofServer([name, value]: Server, arrival: Arrival): Told {
  if (isArray(value)) {
    const rows = objects(value);
    const read = rows.map((row) => listed(name, row));
    const skipped = read.flatMap((found, index) =>
      found ? [] : [{ place: `${name}[${index}]`, code: 'broken' as const }],
    );
    return { points: read.filter((found) => found !== null), skipped, whole: [{ asset: name, repository: null }] };
  }
  if (!isObject(value)) throw new UnreadableDocument('unknown', name);
  if (text(value, 'backup_id') !== '') {
    const found = shown(name, value);
    return found ? { points: [found] } : { skipped: [{ place: name, code: 'broken' }] };
  }
  if (Object.values(value).some((row) => ['OK', 'FAILED'].includes(text(row, 'status'))))
    return { checks: [checked(name, value, arrival)] };
  // `status`: figures as text ("True", "1"); nothing in it that the other documents do not say better.
  if (object(value, 'active') ?? object(value, 'backups_number')) return {};
  throw new UnreadableDocument('unknown', name);
}

function read(said: string, arrival: Arrival): Told {
  const document = wholeJson(said);
  if (!isObject(document)) throw new UnreadableDocument('unknown');
  const told = Object.entries(document).map((server) => ofServer(server, arrival));
  if (told.length === 0) throw new UnreadableDocument('empty');
  return {
    points: told.flatMap(({ points }) => points ?? []),
    checks: told.flatMap(({ checks }) => checks ?? []),
    whole: told.flatMap(({ whole }) => whole ?? []),
    skipped: told.flatMap(({ skipped }) => skipped ?? []),
  };
}

/** barman 3.4 to 3.12: `-f json list-backup`, `show-backup`, `check` and `status`. */
export const barman: Shape = { id: 'barman', label: 'Barman', read };
