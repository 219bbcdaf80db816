import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { backoff } from './child.mjs';
import { initCluster, startPostgres } from './postgres.mjs';
import { clusterFolder } from './postgres-files.mjs';

/**
 * The PostgreSQL of a data folder: made on first use, started again on the same port when it crashes.
 * @returns {Promise<{ dir: string, note: string, url: (role: string, secret: string) => string, stop: () => Promise<void>, pid: () => number }>}
 */
export async function keepPostgres({ root, data, secrets, say }) {
  const wanted = join(data, 'postgres');
  const dir = clusterFolder(data);
  if (dir !== wanted) say(`PostgreSQL's user may not enter ${data}: its files are in ${dir}`);
  const fresh = !existsSync(join(dir, 'PG_VERSION'));
  // A cluster that was deleted by hand takes what was noted about it along.
  if (fresh) rmSync(join(dir, '..', 'done.json'), { force: true });
  initCluster(root, dir, secrets.owner);
  const options = { root, dir, password: secrets.owner };
  let server = await startPostgres(options);
  const { port } = server;
  let stopping = false;
  let failures = 0;

  const watch = () =>
    server.ended.then(async () => {
      if (stopping) return;
      failures += 1;
      const wait = backoff(failures);
      say(`PostgreSQL ended; starting it again in ${wait / 1000} s`);
      await new Promise((resolve) => setTimeout(resolve, wait));
      if (stopping) return;
      try {
        server = await startPostgres({ ...options, port });
        say('PostgreSQL is back');
        failures = 0;
      } catch (error) {
        say(`PostgreSQL did not start: ${error.message.split('\n').at(-1)}`);
      }
      return watch();
    });
  watch();

  return {
    dir,
    note: fresh ? 'made and started' : 'started',
    url: (role, secret) => server.url('postgres', role, secret),
    pid: () => server.child.pid,
    stop: async () => {
      stopping = true;
      await server.stop();
    },
  };
}
