import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, totalmem } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dropStaleLock, postgresHome, postgresUser } from './postgres-files.mjs';

const KEEPER = join(dirname(fileURLToPath(import.meta.url)), 'keeper.mjs');
/** An eighth of the memory: indexes that do not fit are written out and read again while an import fills them. */
function sharedMegabytes() {
  return Math.min(1024, Math.max(128, Math.floor(totalmem() / 8 / 2 ** 20)));
}

/**
 * Short transactions on a small machine: JIT costs more than it saves, and so does packing pages of the log with pglz, the only
 * method that this build knows (100,000 findings decided in 39 s with it, in 13 s without).
 */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '80',
  shared_buffers: `${sharedMegabytes()}MB`,
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  wal_compression: 'off',
  random_page_cost: '1.1',
  jit: 'off',
  password_encryption: 'scram-sha-256',
};

/** A TCP port of the loopback that is free now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Makes a cluster in `dir` (superuser `lagebild`). A half-made one is never left behind under that name. */
export function initCluster(root, dir, password) {
  if (existsSync(join(dir, 'PG_VERSION'))) return false;
  const user = postgresUser();
  const half = join(dirname(dir), `.${basename(dir)}.new`);
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  if (user) chownSync(half, user.uid, user.gid);
  const secret = mkdtempSync(join(tmpdir(), 'lagebild-'));
  writeFileSync(join(secret, 'password'), `${password}\n`, { mode: 0o600 });
  if (user) for (const path of [secret, join(secret, 'password')]) chownSync(path, user.uid, user.gid);
  const args = [
    '-D',
    half,
    '-U',
    'lagebild',
    `--pwfile=${join(secret, 'password')}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
  ];
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C');
  const made = spawnSync(join(postgresHome(root), 'bin', 'initdb'), args, {
    ...(user ?? {}),
    cwd: '/',
    encoding: 'utf8',
  });
  rmSync(secret, { recursive: true, force: true });
  if (made.error) throw made.error;
  if (made.status !== 0) throw new Error(made.stderr.trim() || `initdb ended with ${made.status}`);
  rmSync(dir, { recursive: true, force: true });
  renameSync(half, dir);
  return true;
}

function whenReady(child) {
  return new Promise((resolve, reject) => {
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      log = `${log}${text}`.slice(-4000);
      if (log.includes('ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(log.trim() || 'PostgreSQL ended at once')));
  });
}

/**
 * Starts the cluster of `dir` on `port` of the loopback (or one that is free). It ends when this process ends, even by SIGKILL.
 * @param {{ root: string, dir: string, password: string, settings?: Record<string, string>, port?: number }} options
 */
export async function startPostgres({ root, dir, password, settings = {}, port: wanted }) {
  const orphan = dropStaleLock(dir);
  if (orphan !== null) await endOrphan(orphan, dir);
  const port = wanted ?? (await freePort());
  const user = postgresUser();
  const flags = Object.entries({ ...SETTINGS, ...settings }).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const who = user ? [String(user.uid), String(user.gid)] : ['-', '-'];
  const command = [join(postgresHome(root), 'bin', 'postgres'), '-D', dir, '-p', String(port), ...flags];
  const child = spawn(process.execPath, [KEEPER, ...who, 'SIGINT', ...command], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  child.stdin.on('error', () => undefined);
  await whenReady(child);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return {
    port,
    child,
    ended,
    url: (database, role = 'lagebild', secret = password) =>
      `postgresql://${role}:${encodeURIComponent(secret)}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

/** A server whose starter was killed so hard that even the keeper died. */
async function endOrphan(pid, dir) {
  process.kill(pid, 'SIGINT');
  for (let tries = 0; tries < 200; tries++) {
    if (dropStaleLock(dir) === null) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`PostgreSQL (process ${pid}) still runs on ${dir}. End it, then start again.`);
}
