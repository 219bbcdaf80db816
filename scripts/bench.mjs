// npm run bench: imports, lists, bulk decisions, exports, the audit trail, assets, rules on events and timelines on a throw-away PostgreSQL, each beside a baseline of the same run.
// Only an import or an export that takes too much memory fails. One alone: npm run bench -- import small 10000, -- list 1000000
// BENCH_DATA names a folder that keeps the database: list, bulk, export and sla find what the first of them made up.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './lib/bundle.mjs';
import { initCluster, startPostgres } from './lib/postgres.mjs';
import { WORKER_ARGS } from './lib/worker-args.mjs';

const root = process.cwd();
const BENCHES = {
  import: [
    ['small', '10000'],
    ['large', '200000'],
  ],
  list: [['100000']],
  bulk: [['100000']],
  export: [['100000']],
  sla: [['100000']],
  audit: [['12']],
  detection: [['100000']],
  events: [['20']],
  timeline: [['100000']],
  assets: [['100000']],
  posture: [['100000']],
  report: [['130']],
};
/** What benches run beside their own program: the migration, the threads of imports, the worker's look at events. */
const PROGRAMS = {
  migrate: 'migrate/main.ts',
  'report-reader': 'worker/report-reader.ts',
  'bench-events-look': 'bench/events-look.ts',
};
const [, , wanted, ...own] = process.argv;
const benches = Object.entries(BENCHES).filter(
  ([name]) => (!wanted || wanted === name) && existsSync(join(root, 'bench', `${name}.ts`)),
);

const kept = process.env.BENCH_DATA;
const folder = kept ?? mkdtempSync(join(tmpdir(), 'lagebild-bench-'));
mkdirSync(folder, { recursive: true });
chmodSync(folder, 0o755);
const dir = join(folder, 'db');
initCluster(root, dir, 'bench');
const server = await startPostgres({ root, dir, password: 'bench' });
const env = {
  ...process.env,
  DATABASE_URL: server.url('postgres'),
  LAGEBILD_SECRET: 'only-for-benches-only-for-benches',
  LAGEBILD_LOG: 'error',
  DATABASE_POOL: '16',
  NODE_ENV: 'production',
};

function node(program, args = []) {
  const { status } = spawnSync(process.execPath, [...WORKER_ARGS, join(root, 'dist', `${program}.mjs`), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', program === 'migrate' ? 'ignore' : 'inherit', 'inherit'],
  });
  if (status !== 0) process.exitCode = 1;
}

try {
  const entries = benches.map(([name]) => [`bench-${name}`, `bench/${name}.ts`]);
  await bundle(root, { ...PROGRAMS, ...Object.fromEntries(entries) });
  node('migrate');
  for (const [name, runs] of benches) for (const args of own.length > 0 ? [own] : runs) node(`bench-${name}`, args);
} finally {
  await server.stop();
  if (!kept) rmSync(folder, { recursive: true, force: true });
}
