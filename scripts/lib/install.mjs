import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './say.mjs';
import { hashOf, stamps } from './stale.mjs';

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Does `node_modules` hold what the lock file asks for? npm writes its own copy of the lock when it is through. */
export function installedMatches(root) {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages;
  const there = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (!wanted || !there) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional, link }]) => {
    if (path === '' || link) return true;
    if (there[path] === undefined) return Boolean(optional || devOptional);
    return there[path].version === version && existsSync(join(root, path, 'package.json'));
  });
}

/** The Node that comes with the packages of this machine. */
export function ownNode(root) {
  return join(root, 'node_modules', '.bin', 'node');
}

function npm(root, args) {
  const cli = process.env.npm_execpath;
  const [command, ...rest] = cli?.endsWith('.js') ? [process.execPath, cli, ...args] : ['npm', ...args];
  return spawnSync(command, rest, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
}

/**
 * Not `npm ci`: the lock file may lack the optional packages of other machines (npm leaves out what its registry did not
 * have), and `npm ci` refuses such a lock. `--no-save` takes its versions all the same and writes nothing back.
 */
const INCLUDE = ['--include=dev', '--include=optional'];

/** Installs what is missing, half-installed or stale; install scripts of packages do not run, nothing here needs them. */
export function ensureInstalled(root) {
  const stamp = stamps(join(root, 'node_modules', '.lagebild.json'));
  const lock = hashOf(root, ['package-lock.json']);
  if (existsSync(ownNode(root)) && installedMatches(root)) {
    if (!stamp.fresh('lock', lock)) stamp.set('lock', lock);
    return 'up to date';
  }
  const half = existsSync(join(root, 'node_modules'));
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', ...INCLUDE];
  let done = npm(root, args);
  if (done.status !== 0 && half) {
    rmSync(join(root, 'node_modules'), { recursive: true, force: true });
    done = npm(root, args);
  }
  if (done.status !== 0) throw installProblem(done);
  stamp.set('lock', lock);
  return half ? 'installed anew' : 'installed';
}

function installProblem({ error, stderr = '' }) {
  if (error?.code === 'ENOENT') return new Problem('npm is not there.', 'Install Node 20 or newer together with npm.');
  const lines = stderr.split('\n').filter((text) => /^npm (error|ERR!) \S/.test(text));
  const line = lines.find((text) => !/ (code|errno|syscall) /.test(text)) ?? lines[0] ?? 'npm install failed';
  if (/ENOSPC/.test(stderr)) return Object.assign(new Error(line), { code: 'ENOSPC' });
  return new Problem(`The packages could not be installed: ${line.trim()}.`, 'Check the network and the npm registry.');
}
