import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';

/** Programs of the laboratory (e2e/lab), and the Debian package that brings each. */
const SERVERS = { openssl: 'openssl', nginx: 'nginx-light', javac: 'default-jdk-headless' };
/** Backup tools whose own output is read (lib/backups/tools.db.test.ts). */
export const BACKUP_TOOLS = {
  restic: 'restic',
  borg: 'borgbackup',
  pgbackrest: 'pgbackrest',
  // pgBackRest's package knows the PostgreSQL of its own Debian, ours may be newer.
  '/usr/lib/postgresql/*/bin/initdb': 'postgresql',
};
/** Scanners that `npm run bench:tls` measures ours against. */
export const SCANNERS = { sslscan: 'sslscan', testssl: 'testssl.sh' };

function missing(programs) {
  return Object.entries(programs).filter(([name]) => {
    try {
      execFileSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' });
      return false;
    } catch {
      return true;
    }
  });
}

/** Debian's PostgreSQL makes and starts a cluster when it is installed: only its programs are wanted, so not this time. */
function withoutCluster(install) {
  const folder = '/etc/postgresql-common/createcluster.d';
  const file = `${folder}/lagebild.conf`;
  const [common, there] = [existsSync('/etc/postgresql-common'), existsSync(folder)];
  if (common) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, 'create_main_cluster = false\n');
  }
  install();
  if (common) rmSync(there ? file : folder, { recursive: true, force: true });
}

/**
 * Installs what is missing from Debian's packages, where that can be done. What stays missing is told: the tests over it
 * are not run, and say so.
 * @param {Record<string, string>} more programs beside the laboratory's own, with their packages
 * @returns {string} one line on how it went
 */
export function findLab(more = {}) {
  const programs = { ...SERVERS, ...more };
  // nginx is in /usr/sbin, which is not everybody's path.
  process.env.PATH = `${process.env.PATH}:/usr/sbin`;
  const wanted = missing(programs);
  if (wanted.length === 0) return 'there';
  const packages = wanted.map(([, name]) => name);
  if (process.getuid?.() === 0 && missing({ 'apt-get': '' }).length === 0) {
    if (process.stdout.isTTY) process.stdout.write(`  installing ${packages.join(', ')} …\r`);
    const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update'], options);
    const install = (name) => spawnSync('apt-get', ['install', '-y', '--no-install-recommends', name], options);
    for (const name of packages) {
      if (name === 'postgresql') withoutCluster(() => install(name));
      else install(name);
    }
  }
  const left = missing(programs).map(([, name]) => name);
  return left.length === 0 ? `installed ${packages.length}` : `without ${left.join(', ')}`;
}
