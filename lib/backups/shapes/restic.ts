import { linesOf, positive, readRows, wholeJson, wholeList, zonedTime } from '@/lib/backups/shapes/read';
import {
  type Arrival,
  type DraftCheck,
  type DraftPoint,
  type Shape,
  type Told,
  UnreadableDocument,
} from '@/lib/backups/shapes/types';
import { isArray, type Json, type JsonObject, jsonOf, number, text, texts } from '@/lib/core/json';

/** What a repository of restic always is: there is no other mode. */
const ENCRYPTION = 'AES-256-CTR, Poly1305';

const assetOf = (host: string, paths: readonly string[]) => `${host}:${[...paths].sort().join(',')}`;

/** Files are read as it goes: what changed after the beginning may be missing, so the beginning is what comes back. */
function snapshot(value: JsonObject, repository: string): DraftPoint | null {
  const [at, id] = [zonedTime(text(value, 'time')), text(value, 'id')];
  if (!at || !/^[0-9a-f]{8,64}$/.test(id)) return null;
  const [began, ended] = [
    zonedTime(text(value, 'summary', 'backup_start')),
    zonedTime(text(value, 'summary', 'backup_end')),
  ];
  return {
    key: id,
    asset: assetOf(text(value, 'hostname'), texts(value, 'paths')),
    repository,
    kind: 'snapshot',
    status: 'ok',
    at,
    startedAt: began ?? at,
    endedAt: ended,
    bytes: positive(number(value, 'summary', 'total_bytes_processed')),
    addedBytes: positive(number(value, 'summary', 'data_added')),
    encryption: ENCRYPTION,
    note: texts(value, 'tags').join(', '),
  };
}

function snapshots(values: readonly Json[], { asset, repository }: Arrival): Told {
  const { found: points, skipped } = readRows(values, '', (value) => snapshot(value, repository));
  if (values.length > 0 && points.length === 0) throw new UnreadableDocument('unknown');
  // A list that leaves some out (`--host`, `--path`), or is one of several repositories', is whole for what the sender says.
  const whole = [{ asset: asset === '' ? null : asset, repository: repository === '' ? null : repository }];
  return { points, ...wholeList(whole, skipped, '') };
}

/** `backup --json`: status lines, and a summary as the last. */
function summary(lines: readonly Json[]): Told | null {
  const found = lines.find((line) => text(line, 'message_type') === 'summary');
  const id = text(found, 'snapshot_id');
  if (!/^[0-9a-f]{8,64}$/.test(id)) return null;
  const detail = {
    key: id,
    seconds: positive(number(found, 'total_duration')),
    bytes: positive(number(found, 'total_bytes_processed')),
    addedBytes: positive(number(found, 'data_added')),
  };
  return { details: [detail] };
}

/** A repository that nobody can lock was not looked at: nothing is damaged. */
const LOCKED =
  /unable to create lock|repository is already locked|wrong password|no key found|connection refused|i\/o timeout|unable to open config|unable to load index.*permission/i;
/** What says most of the damage. */
const TELLING = /ciphertext verification failed|Pack ID does not match/i;
const DAMAGED =
  /repository contains errors|ciphertext verification failed|Pack ID does not match|error for tree|pack .* (?:does not|contains)|invalid data returned/i;

function check(said: string, arrival: Arrival): DraftCheck {
  const code = arrival.exitCode ?? number({ rc: /^rc (\d+)\s*$/m.exec(said)?.[1] ?? '' }, 'rc') ?? null;
  const whole = /no errors were found/i.test(said);
  const lines = linesOf(said);
  const damaged = lines.some((line) => DAMAGED.test(line));
  // Damage that the text shows is damage whatever the exit code; a good end counts only with exit code 0.
  const good = whole && (code === null || code === 0);
  const result = damaged ? 'damaged' : good ? 'ok' : 'unclear';
  const note =
    lines.find((line) => damaged && TELLING.test(line)) ??
    lines.find((line) => (damaged ? DAMAGED : LOCKED).test(line)) ??
    '';
  const readData = arrival.readData ?? /^read (?:all|\S+ of) ?data|^read all data/im.test(said);
  const { asset, repository, madeAt: at } = arrival;
  return { key: '', asset, repository, at, method: readData ? 'data' : 'metadata', result, note: note.trim() };
}

function read(said: string, arrival: Arrival): Told {
  const start = said.trimStart();
  if (start === '') throw new UnreadableDocument('empty');
  if (start.startsWith('[')) {
    const value = wholeJson(said);
    return isArray(value) ? snapshots(value, arrival) : {};
  }
  if (start.startsWith('{')) {
    const lines = start.split('\n').flatMap((line) => jsonOf(line) ?? []);
    const told = summary(lines);
    if (told) return told;
    // `stats --json`: a size without a time or a snapshot; nothing that is judged.
    if (lines.some((line) => number(line, 'total_size') !== undefined)) return {};
    throw new UnreadableDocument(lines.length === 0 ? 'not_json' : 'unknown');
  }
  if (
    /check snapshots, trees and blobs|check all packs|no errors were found|create exclusive lock|^Fatal:/im.test(said)
  )
    return { checks: [check(said, arrival)] };
  throw new UnreadableDocument('unknown');
}

/** restic 0.14 to 0.18: `snapshots --json`, `backup --json`, the text of `check`, `stats --json`. */
export const restic: Shape = { id: 'restic', label: 'restic', read };
