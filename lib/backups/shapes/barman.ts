import { archiver, isArchiver } from '@/lib/backups/shapes/archiver';
import { epochTime, localTime, positive, readRows, wholeJson, wholeList } from '@/lib/backups/shapes/read';
import {
  type Arrival,
  type DraftCheck,
  type DraftPoint,
  type Shape,
  type Told,
  UnreadableDocument,
} from '@/lib/backups/shapes/types';
import type { PointKind, PointStatus } from '@/lib/backups/types';
import { isArray, isObject, type Json, type JsonObject, number, object, objects, text } from '@/lib/core/json';

const STATUSES: Readonly<Record<string, PointStatus>> = {
  DONE: 'ok',
  FAILED: 'failed',
  // The copy is there, but not the log that makes it consistent.
  WAITING_FOR_WALS: 'partial',
  EMPTY: 'running',
  STARTED: 'running',
  SYNCING: 'running',
};

/** One of rsync is whole by itself: what did not change is linked, not left out. */
const KINDS: Readonly<Record<string, PointKind>> = {
  '': 'full',
  full: 'full',
  rsync: 'full',
  incremental: 'incremental',
  snapshot: 'snapshot',
};

const ID = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/;
const UTC_MINUTES = 15;

/** How far the server's clock is from UTC, in ms: barman prints the end of a copy on its own clock and since 1970. */
function offsetOf(row: JsonObject): number | null {
  const [wall, ended] = [Date.parse(`${text(row, 'end_time')} UTC`), epochTime(number(row, 'end_time_timestamp'))];
  if (Number.isNaN(wall) || !ended) return null;
  const step = UTC_MINUTES * 60_000;
  return Math.round((wall - ended.getTime()) / step) * step;
}

/**
 * When a copy was begun, which is what it is called by, on the server's clock: in the zone that was told, else as far from UTC
 * as the copies beside it, else in UTC. Of a failed copy nothing else tells a time.
 */
function beginOf(id: string, zone: string | null, beside: readonly JsonObject[]): Date | undefined {
  const parts = ID.exec(id);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const said = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const wall = localTime(said, zone ?? 'UTC');
  if (zone !== null || !wall) return wall;
  const near = beside
    .flatMap((row) => {
      const [offset, at] = [offsetOf(row), epochTime(number(row, 'end_time_timestamp'))];
      return offset !== null && at ? [{ offset, apart: Math.abs(at.getTime() - wall.getTime()) }] : [];
    })
    .sort((a, b) => a.apart - b.apart)[0];
  return new Date(wall.getTime() - (near?.offset ?? 0));
}

type Times = { readonly began: Date | undefined; readonly ended: Date | undefined };

/** Sites are not barman's; what encrypts may stand below it. A row of a kind or status that nobody knows is not read. */
function point(server: string, row: JsonObject, { began, ended }: Times): DraftPoint | null {
  const [status, kind, id] = [STATUSES[text(row, 'status')], KINDS[text(row, 'backup_type')], text(row, 'backup_id')];
  const at = ended ?? began;
  if (!status || !kind || !at || id === '') return null;
  return { key: `${server}/${id}`, asset: server, kind, status, at, endedAt: ended, note: text(row, 'error') || id };
}

/** A list says that a copy is an increment, and not of which: `show-backup` does. */
function listed(
  server: string,
  row: JsonObject,
  zone: string | null,
  beside: readonly JsonObject[],
): DraftPoint | null {
  const ended = epochTime(number(row, 'end_time_timestamp'));
  const began = ended ? undefined : beginOf(text(row, 'backup_id'), zone, beside);
  const read = point(server, row, { began, ended });
  return read && { ...read, bytes: positive(number(row, 'size_bytes')) };
}

function shown(server: string, row: JsonObject, zone: string | null): DraftPoint | null {
  const base = object(row, 'base_backup_information');
  const began = epochTime(number(base, 'begin_time_timestamp')) ?? beginOf(text(row, 'backup_id'), zone, []);
  const read = point(server, row, { began, ended: epochTime(number(base, 'end_time_timestamp')) });
  const parent = text(row, 'catalog_information', 'parent_backup_id');
  return (
    read && {
      ...read,
      startedAt: began,
      bytes: positive(number(base, 'disk_usage_bytes') ?? number(base, 'backup_size_bytes')),
      addedBytes: positive(number(base, 'incremental_size_bytes')),
      encryption: text(base, 'encryption'),
      ...(parent !== '' && { needs: [`${server}/${parent}`] }),
    }
  );
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
  const { zone } = arrival;
  if (isArray(value)) {
    const beside = objects(value);
    // `--minimal` prints names alone: none of them is read, and so none is taken for gone.
    const { found, skipped } = readRows(value, name, (row) => listed(name, row, zone, beside));
    return { points: found, ...wholeList([{ asset: name, repository: null }], skipped, name) };
  }
  if (!isObject(value)) throw new UnreadableDocument('unknown', name);
  if (text(value, 'backup_id') !== '') {
    const found = shown(name, value, zone);
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
  if (isArchiver(document)) return archiver(document, arrival);
  const told = Object.entries(document).map((server) => ofServer(server, arrival));
  if (told.length === 0) throw new UnreadableDocument('empty');
  return {
    points: told.flatMap(({ points }) => points ?? []),
    checks: told.flatMap(({ checks }) => checks ?? []),
    whole: told.flatMap(({ whole }) => whole ?? []),
    skipped: told.flatMap(({ skipped }) => skipped ?? []),
  };
}

/** barman 3.4 to 3.17: `-f json list-backup`, `show-backup`, `check` and `status`, and PostgreSQL's pg_stat_archiver. */
export const barman: Shape = { id: 'barman', label: 'Barman', read };
