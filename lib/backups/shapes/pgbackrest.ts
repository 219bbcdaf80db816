import { archiver, isArchiver } from '@/lib/backups/shapes/archiver';
import { epochTime, positive, readRows, wholeJson, wholeList } from '@/lib/backups/shapes/read';
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
  list,
  number,
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
    // The one before has the others below it: all of a long chain is named by each of its links.
    needs: (prior === '' ? referenced : [prior]).map(keyOf),
    damaged: flag(backup, 'error') ?? false,
    note: label,
  };
}

/** OK, and none there yet. Of a repository that cannot be read, which says so with another code, nothing is known. */
const READABLE: ReadonlySet<number> = new Set([0, 2]);

function ofStanza(stanza: JsonObject): Told {
  const name = text(stanza, 'name');
  const place = `${name}.backup`;
  const { found, skipped } = readRows(list(stanza, 'backup'), place, (backup) => point(stanza, backup));
  const repositories = objects(stanza, 'repo')
    .filter((repo) => READABLE.has(number(repo, 'status', 'code') ?? 0))
    .map((repo) => ({ asset: name, repository: text(repo, 'key') }));
  return { points: found, ...wholeList(repositories, skipped, place) };
}

function info(document: readonly Json[]): Told {
  const stanzas = document.filter(isObject);
  if (stanzas.length < document.length || stanzas.some((stanza) => text(stanza, 'name') === ''))
    throw new UnreadableDocument('unknown', '[].name');
  const told = stanzas.map(ofStanza);
  return {
    points: told.flatMap(({ points }) => points ?? []),
    whole: told.flatMap(({ whole }) => whole ?? []),
    skipped: told.flatMap(({ skipped }) => skipped ?? []),
  };
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
    if (isObject(document) && isArchiver(document)) return archiver(document, arrival);
    if (isArray(document)) return info(document);
    throw new UnreadableDocument('unknown');
  }
  return { checks: [verify(said, arrival)] };
}

/** pgBackRest 2.45 to 2.55: `info --output=json`, the report of `verify --output=text`, and PostgreSQL's pg_stat_archiver. */
export const pgbackrest: Shape = { id: 'pgbackrest', label: 'pgBackRest', read };
