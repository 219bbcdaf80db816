import { epochTime, positive, wholeJson, zonedTime } from '@/lib/backups/shapes/read';
import {
  type Arrival,
  type DraftCheck,
  type DraftPoint,
  type Shape,
  type Told,
  UnreadableDocument,
} from '@/lib/backups/shapes/types';
import type { PointKind } from '@/lib/backups/types';
import {
  flag,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  number,
  object,
  objects,
  text,
  texts,
} from '@/lib/core/json';

const KINDS: Readonly<Record<string, PointKind>> = { full: 'full', diff: 'differential', incr: 'incremental' };

/** "mixed" is said of a stanza whose repositories differ: each one says its own. */
function cipherOf(stanza: JsonObject, repository: string): string {
  const own = objects(stanza, 'repo').find((repo) => text(repo, 'key') === repository);
  const said = text(own, 'cipher') || text(stanza, 'cipher');
  return said === 'mixed' ? '' : said;
}

function point(stanza: JsonObject, backup: JsonObject): DraftPoint | null {
  const [began, ended] = [
    epochTime(number(backup, 'timestamp', 'start')),
    epochTime(number(backup, 'timestamp', 'stop')),
  ];
  const label = text(backup, 'label');
  const kind = KINDS[text(backup, 'type')];
  if (!ended || label === '' || !kind) return null;
  const repository = text(backup, 'database', 'repo-key') || '1';
  const prior = text(backup, 'prior');
  const referenced = texts(backup, 'reference');
  const asset = text(stanza, 'name');
  const keyOf = (name: string) => `${asset}/${repository}/${name}`;
  return {
    key: keyOf(label),
    asset,
    repository,
    kind,
    status: 'ok',
    // A base backup is consistent at its end, no earlier.
    at: ended,
    startedAt: began,
    endedAt: ended,
    bytes: positive(number(backup, 'info', 'size')),
    addedBytes: positive(number(backup, 'info', 'repository', 'delta')),
    encryption: cipherOf(stanza, repository),
    needs: [...new Set([...referenced, ...(prior === '' ? [] : [prior])])].map(keyOf),
    damaged: flag(backup, 'error') ?? false,
    note: label,
  };
}

/** A repository that cannot be read says so with a code; what it holds is not known then. */
function unreadable(stanza: JsonObject): readonly string[] {
  return objects(stanza, 'repo')
    .filter((repo) => (number(repo, 'status', 'code') ?? 0) !== 0)
    .map((repo) => text(repo, 'key'));
}

const NO_BACKUP_CODE = 2;

function info(document: readonly Json[]): Told {
  const stanzas = document.filter(isObject);
  if (stanzas.length < document.length || stanzas.some((stanza) => text(stanza, 'name') === ''))
    throw new UnreadableDocument('unknown', '[].name');
  const read = stanzas.map((stanza) => ({
    stanza,
    backups: objects(stanza, 'backup').map((backup) => point(stanza, backup)),
  }));
  const skipped = read.flatMap(({ stanza, backups }) =>
    backups.flatMap((found, index) =>
      found ? [] : [{ place: `${text(stanza, 'name')}.backup[${index}]`, code: 'broken' as const }],
    ),
  );
  const whole = stanzas.flatMap((stanza) => {
    const bad = new Set(unreadable(stanza).filter((key) => key !== ''));
    const code = number(stanza, 'status', 'code') ?? 0;
    const empty = code === NO_BACKUP_CODE;
    return objects(stanza, 'repo')
      .map((repo) => ({ asset: text(stanza, 'name'), repository: text(repo, 'key') }))
      .filter(({ repository }) => empty || !bad.has(repository));
  });
  return { points: read.flatMap(({ backups }) => backups.filter((found) => found !== null)), skipped, whole };
}

/** A row of pg_stat_archiver as JSON, asked with the last commit that the archive holds: `info` tells no times of the log. */
function archiver(row: JsonObject, { asset, repository, receivedAt }: Arrival): Told | null {
  const archived = zonedTime(text(row, 'last_archived_time'));
  if (!archived && text(row, 'archived_count') === '') return null;
  if (!archived) return { skipped: [{ place: 'last_archived_time', code: 'no_time' }] };
  const stanza = text(row, 'stanza') || asset;
  const place = { asset: stanza, repository };
  // Archiving that fails keeps its last success: nothing newer can be brought back.
  const note = text(row, 'last_failed_wal') === '' ? '' : `last failed: ${text(row, 'last_failed_wal')}`;
  const at = archived > receivedAt ? receivedAt : archived;
  const log: DraftPoint = {
    ...place,
    key: `log/${stanza}/${archived.toISOString()}`,
    kind: 'log',
    status: 'ok',
    at,
    endedAt: at,
    note,
  };
  return { points: [log] };
}

/**
 * `verify` reads every file. It prints a report only when asked with --output=text; without one (2.45) it ends with 0 over damaged
 * and missing files too, so that only the report's "status: ok" says that all is well.
 */
function verify(said: string, { asset, repository, exitCode, madeAt }: Arrival): DraftCheck {
  const code = exitCode ?? number({ rc: /^rc (\d+)\s*$/m.exec(said)?.[1] ?? '' }, 'rc') ?? null;
  const lines = said.split('\n').map((line) => line.trim());
  const bad =
    lines.find((line) => /invalid checksum|(?:missing|checksum invalid|size invalid|other): [1-9]/i.test(line)) ??
    lines.find((line) => /status: (?:error|invalid)/i.test(line));
  const good = lines.includes('status: ok');
  if (code === null && bad === undefined && !good) throw new UnreadableDocument('exit_code');
  const whole = good && (code ?? 0) === 0;
  const result = bad !== undefined ? 'damaged' : whole ? 'ok' : 'unclear';
  const stanza = asset || (lines.map((line) => /^stanza: (\S+)$/.exec(line)?.[1]).find(Boolean) ?? '');
  return { key: '', asset: stanza, repository, at: madeAt, method: 'data', result, note: bad ?? '' };
}

function read(said: string, arrival: Arrival): Told {
  const start = said.trimStart();
  if (start.startsWith('[') || start.startsWith('{')) {
    const document = wholeJson(said);
    const row = object(document);
    const told = row ? archiver(row, arrival) : null;
    if (told) return told;
    if (isArray(document)) return info(document);
    throw new UnreadableDocument('unknown');
  }
  return { checks: [verify(said, arrival)] };
}

/** pgBackRest 2.45 to 2.55: `info --output=json`, the report of `verify --output=text`, and PostgreSQL's pg_stat_archiver. */
export const pgbackrest: Shape = { id: 'pgbackrest', label: 'pgBackRest', read };
