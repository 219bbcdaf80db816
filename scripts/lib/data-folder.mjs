import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { commandOf } from './postgres-files.mjs';
import { Problem } from './say.mjs';

const MIN_FREE_BYTES = 200 * 1024 * 1024;

/** Makes the data folder, private to this user; root shares the way in with the user that runs PostgreSQL. */
export function openDataFolder(dir) {
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  mkdirSync(dir, { recursive: true, mode });
  accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK);
  mkdirSync(join(dir, 'logs'), { recursive: true, mode: 0o700 });
  chmodSync(dir, mode);
  const { bavail, bsize } = statfsSync(dir);
  if (bavail * bsize < MIN_FREE_BYTES) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}

function synced(path, flags, work = () => undefined) {
  const fd = openSync(path, flags, 0o600);
  try {
    work(fd);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Whole or not at all, also when the power fails. */
function writeDurably(file, text) {
  const next = `${file}.new`;
  rmSync(next, { force: true });
  synced(next, 'wx', (fd) => writeFileSync(fd, text));
  renameSync(next, file);
  // Windows has no such thing as writing a folder to disk.
  if (process.platform !== 'win32') synced(dirname(file), 'r');
}

/**
 * Secrets of this data folder: made once, readable by this user only. `inUse`: a database was made with them, so that
 * new ones would neither open it nor prove its audit trail.
 */
export function secretsOf(dir, inUse) {
  const file = join(dir, 'secrets.json');
  const known = readJson(file);
  if (known?.secret && known.owner && known.app && known.client) return known;
  if (inUse) {
    throw new Problem(
      `${file} is missing or damaged, but the database of this folder was made with it.`,
      'Restore it from a backup; or, to begin anew, set LAGEBILD_DATA to an empty folder.',
    );
  }
  const word = () => randomBytes(32).toString('base64url');
  const made = { secret: word(), owner: word(), app: word(), client: word(), ...known };
  writeDurably(file, `${JSON.stringify(made, null, 2)}\n`);
  return made;
}

/** Takes the folder for this process; the returned function gives it back. */
export function lockDataFolder(dir, { port }) {
  const file = join(dir, 'lagebild.lock');
  const mine = JSON.stringify({ pid: process.pid, port });
  for (let tries = 0; tries < 2; tries++) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = readJson(file);
    if (holder && holder.pid !== process.pid && commandOf(holder.pid).includes('start.mjs')) {
      throw new Problem(
        `Lagebild already runs on ${dir} (process ${holder.pid}, http://localhost:${holder.port}).`,
        'Stop it, or set LAGEBILD_DATA and PORT for a second one.',
      );
    }
    rmSync(file, { force: true });
  }
  throw new Problem(`${file} cannot be taken.`, 'Another start is under way: wait for it.');
}
