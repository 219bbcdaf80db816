import { parseAllDocuments } from 'yaml';
import { BACKUP_LIMITS } from '@/lib/backups/limits';
import { goMinutes, longestPause } from '@/lib/backups/shapes/cadence';
import { positive, secondsBetween, zonedTime } from '@/lib/backups/shapes/read';
import {
  type DraftPoint,
  type DraftSchedule,
  type DraftTest,
  type Shape,
  type Told,
  UnreadableDocument,
} from '@/lib/backups/shapes/types';
import type { PointStatus } from '@/lib/backups/types';
import { isArray, isObject, type Json, jsonOf, number, text } from '@/lib/core/json';

/** Phases of a Backup. One that is over but not Completed is no success; the ones that are missing here still run. */
const PHASES: Readonly<Record<string, PointStatus>> = {
  Completed: 'ok',
  PartiallyFailed: 'partial',
  FinalizingPartiallyFailed: 'partial',
  WaitingForPluginOperationsPartiallyFailed: 'partial',
  Failed: 'failed',
  FailedValidation: 'failed',
};

const nameOf = (item: Json) =>
  [text(item, 'metadata', 'namespace'), text(item, 'metadata', 'name')].filter((one) => one !== '').join('/');

/** Copies of one schedule are copies of one thing; one that somebody asked for is of its own. */
function assetOf(item: Json): string {
  return text(item, 'metadata', 'labels', 'velero.io/schedule-name') || nameOf(item);
}

function backup(item: Json): DraftPoint | null {
  const [began, ended] = [
    zonedTime(text(item, 'status', 'startTimestamp')),
    zonedTime(text(item, 'status', 'completionTimestamp')),
  ];
  const created = zonedTime(text(item, 'metadata', 'creationTimestamp'));
  const at = began ?? created;
  if (!at) return null;
  const [errors, warnings] = [number(item, 'status', 'errors') ?? 0, number(item, 'status', 'warnings') ?? 0];
  const reason = text(item, 'status', 'failureReason');
  const said = [reason, errors > 0 ? `errors: ${errors}` : '', warnings > 0 ? `warnings: ${warnings}` : ''];
  return {
    key: text(item, 'metadata', 'uid') || nameOf(item),
    asset: assetOf(item),
    repository: text(item, 'spec', 'storageLocation'),
    kind: 'snapshot',
    status: PHASES[text(item, 'status', 'phase')] ?? 'running',
    at,
    startedAt: at,
    endedAt: ended,
    bytes: positive(number(item, 'status', 'progress', 'totalBytes')),
    expiresAt: zonedTime(text(item, 'status', 'expiration')),
    note: said.filter((one) => one !== '').join(', '),
  };
}

/** Velero looks at no content: a restore that it completed has compared nothing. */
function restore(item: Json): DraftTest | null {
  const [began, ended] = [
    zonedTime(text(item, 'status', 'startTimestamp')),
    zonedTime(text(item, 'status', 'completionTimestamp')),
  ];
  if (!began || !ended) return null;
  return {
    key: text(item, 'metadata', 'uid') || nameOf(item),
    asset: text(item, 'spec', 'scheduleName') || text(item, 'spec', 'backupName'),
    kind: 'test',
    startedAt: began,
    seconds: secondsBetween(began, ended),
    result: text(item, 'status', 'phase') === 'Completed' ? 'ok' : 'failed',
    compared: 'none',
    by: 'Velero',
    note: text(item, 'status', 'failureReason'),
  };
}

/** Backups of a schedule bear its name; without a `ttl` Velero keeps them for 30 days. https://velero.io/docs/main/api-types/schedule/ */
function schedule(item: Json): DraftSchedule | null {
  const [asset, every] = [text(item, 'metadata', 'name'), text(item, 'spec', 'schedule')];
  if (asset === '' || every === '') return null;
  return {
    ...{ asset, every, everyMinutes: longestPause(every) },
    keepMinutes: goMinutes(text(item, 'spec', 'template', 'ttl') || '720h'),
    paused: isObject(item) && isObject(item.spec) && item.spec.paused === true,
  };
}

/** @throws UnreadableDocument */
function documents(said: string): readonly Json[] {
  const start = said.trimStart();
  if (start === '') throw new UnreadableDocument('empty');
  if (start.startsWith('{') || start.startsWith('[')) {
    const value = jsonOf(said);
    if (value === undefined) throw new UnreadableDocument('not_json');
    return isArray(value) ? value : [value];
  }
  const parsed = parseAllDocuments(said, { logLevel: 'error', uniqueKeys: true });
  const list = Array.isArray(parsed) ? parsed : [];
  return list.map((document) => {
    const [error] = document.errors;
    if (error) throw new UnreadableDocument('not_yaml', String(error.linePos?.[0].line ?? ''));
    return plain(document);
  });
}

/** As JSON is: no dates, no maps, nothing that aliases could unfold without end. @throws UnreadableDocument */
function plain(document: { toJS(options: { maxAliasCount: number }): unknown }): Json {
  try {
    const value = jsonOf(JSON.stringify(document.toJS({ maxAliasCount: BACKUP_LIMITS.yamlAliases }) ?? null));
    if (value !== undefined) return value;
  } catch {
    // Told as what it is below.
  }
  throw new UnreadableDocument('not_yaml');
}

function itemsOf(value: Json): readonly Json[] {
  if (!isObject(value)) return [];
  const items = value.items;
  return text(value, 'kind').endsWith('List') && isArray(items) ? items : [value];
}

function read(said: string): Told {
  const items = documents(said).flatMap(itemsOf);
  const kinds = Map.groupBy(items, (item) => text(item, 'kind'));
  const [backups, restores, schedules] = [
    kinds.get('Backup') ?? [],
    kinds.get('Restore') ?? [],
    kinds.get('Schedule') ?? [],
  ];
  if (backups.length + restores.length + schedules.length === 0 && items.length > 0)
    throw new UnreadableDocument('unknown', 'kind');
  const [points, tests, planned] = [backups.map(backup), restores.map(restore), schedules.map(schedule)];
  const skipped = [
    ...points.flatMap((found, index) =>
      found ? [] : [{ place: nameOf(backups[index] ?? null), code: 'no_time' as const }],
    ),
    ...tests.flatMap((found, index) =>
      found ? [] : [{ place: nameOf(restores[index] ?? null), code: 'not_finished' as const }],
    ),
    ...planned.flatMap((found, index) =>
      found ? [] : [{ place: nameOf(schedules[index] ?? null), code: 'broken' as const }],
    ),
  ];
  return {
    points: points.filter((found) => found !== null),
    tests: tests.filter((found) => found !== null),
    ...(schedules.length > 0 && { schedules: planned.filter((found) => found !== null) }),
    skipped,
  };
}

/** Velero 1.9 to 1.17 (velero.io/v1): Backup, Restore and Schedule objects, one or many, as JSON or YAML. */
export const velero: Shape = { id: 'velero', label: 'Velero', read };
