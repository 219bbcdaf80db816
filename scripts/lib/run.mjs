import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { makers } from './build.mjs';
import { keepRunning } from './child.mjs';
import { keepPostgres } from './cluster.mjs';
import { lockDataFolder, openDataFolder, secretsOf } from './data-folder.mjs';
import { freePort } from './postgres.mjs';
import { clusterFolder } from './postgres-files.mjs';
import { explain, portTaken } from './problems.mjs';
import { Problem, seconds, step } from './say.mjs';
import { childEnv, readSettings } from './settings.mjs';
import { hashOf, stamps } from './stale.mjs';
import { watchStarter } from './starter.mjs';
import { WORKER_ARGS } from './worker-args.mjs';

const LONG_UPLOADS = fileURLToPath(new URL('long-uploads.mjs', import.meta.url));
const PACKED_STATIC = fileURLToPath(new URL('packed-static.mjs', import.meta.url));
const startedAt = Number(process.env.LAGEBILD_STARTED) || Date.now() - performance.now();
const say = (line) => console.log(`  ${new Date().toISOString().slice(11, 19)}  ${line}`);

function assertPortFree(host, port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      reject(
        error.code === 'EADDRINUSE'
          ? portTaken(port)
          : new Problem(`${host}:${port}: ${error.message}.`, 'Check HOST and PORT.'),
      );
    });
    server.listen(port, host, () => server.close(resolve));
  });
}

/** Everything that has to be undone, newest first; once, however often and from wherever it is asked for. */
function shutdown() {
  const undo = [];
  let ending;
  const end = async (code) => {
    ending ??= (async () => {
      for (const batch of undo.reverse()) await Promise.allSettled(batch.map((stop) => stop()));
      process.exit(code);
    })();
    return ending;
  };
  return { add: (...stops) => undo.push(stops), end, ending: () => ending !== undefined };
}

function endOnSignals(down) {
  const stop = (why) => {
    if (down.ending()) return;
    say(`${why}: stopping`);
    down.end(0);
  };
  process.on('SIGINT', () => stop('Ctrl-C'));
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGHUP', () => stop('terminal closed'));
  // Writing to a terminal that is gone must not end us half-way.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  if (process.channel) process.on('disconnect', () => stop('starter gone'));
  watchStarter(() => stop('npm gone'));
}

/** Runs a bundled program to its end. @returns what it says: its last line, JSON */
function program(root, env, name, failed) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`dist/${name}.mjs`], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (err += chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(out.trim().split('\n').at(-1)));
      else reject(new Problem(`${failed}: ${err.trim()}.`, 'Nothing was started.'));
    });
  });
}

async function migrate(root, env) {
  const { applied } = await program(root, env, 'migrate', 'The database could not be migrated');
  return applied.length === 0 ? 'up to date' : `${applied.length} applied`;
}

/**
 * Nobody else changes the schema of our own PostgreSQL: what was done to it is noted beside it and not asked for again.
 * A database of the user's (`done` is null) is asked each time.
 */
async function once(done, name, hash, work) {
  if (done?.fresh(name, hash)) return 'up to date';
  const said = await work();
  done?.set(name, hash);
  return said;
}

/** Only an empty database takes it. */
async function loadSample(root, env) {
  const { imported } = await program(root, env, 'seed', 'The sample organisation could not be loaded');
  return imported === 0 ? 'nothing to load' : `${imported} reports imported`;
}

async function answers(url, child, what) {
  for (let tries = 0; tries < 600; tries++) {
    const status = await fetch(url, { redirect: 'manual' }).then(
      (response) => response.status,
      () => 0,
    );
    if (status > 0 && status < 500) return;
    if (child.failures() > 2) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Problem(`${what} does not start:\n${child.tail()}\n`, 'The whole log is in the data folder, logs.');
}

async function printPeople(root, settings) {
  if (!settings.demo) return;
  const { PEOPLE } = await import(pathToFileURL(join(root, 'dist', 'people.mjs')).href);
  console.log('  Demo mode: these people can sign in, the second factor is shown on the page.');
  for (const { name, about } of PEOPLE) console.log(`    ${name.padEnd(16)}${about}`);
  console.log('');
}

/**
 * Builds what is stale, then starts and keeps PostgreSQL, demo provider, web and worker, as the environment says. It
 * reads no `.env`: the tests start the product with settings of their own, never on the developer's database.
 */
export async function run(root) {
  const settings = readSettings(process.env, root);
  const down = shutdown();
  endOnSignals(down);
  try {
    await start(root, settings, down);
  } catch (error) {
    console.error(`\n${explain(error, settings) ?? error.stack}`);
    await down.end(1);
  }
}

async function start(root, settings, down) {
  await assertPortFree(settings.host, settings.port);
  openDataFolder(settings.data);
  const release = lockDataFolder(settings.data, settings);
  down.add(async () => release());
  const inUse = !settings.databaseUrl && existsSync(join(clusterFolder(settings.data), 'PG_VERSION'));
  const secrets = secretsOf(settings.data, inUse);
  const make = makers(root);
  await step('database client', make.generate);
  const web = step('web pages', make.web);
  web.catch(() => undefined);
  await step('programs', make.bundle);
  const database = await startDatabase(root, settings, secrets, down);
  const identityPort = settings.demo ? await freePort() : 0;
  const env = childEnv(process.env, settings, { secrets, ...database, identityPort });
  const done = database.stamps;
  const hash = hashOf(root, ['prisma/migrations', 'dist/migrate.mjs']);
  await step('migrations', () => once(done, 'migrations', hash, () => migrate(root, env.migrate)));
  if (env.app.LAGEBILD_SAMPLE !== 'off') {
    await step('sample organisation', () => once(done, 'sample', 'asked', () => loadSample(root, env.app)));
  }
  await web;
  await step('web and worker', () => startPrograms(root, settings, env, down));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  console.log(`\n  Lagebild ${version} is ready after ${seconds(Date.now() - startedAt)}:  ${settings.url}\n`);
  await printPeople(root, settings);
  console.log(`  Data and logs: ${settings.data}   End: Ctrl-C\n`);
}

async function startDatabase(root, settings, secrets, down) {
  if (settings.databaseUrl) return { databaseUrl: settings.databaseUrl, migrateUrl: settings.migrateUrl, stamps: null };
  let postgres;
  await step('PostgreSQL', async () => {
    postgres = await keepPostgres({ root, data: settings.data, secrets, say });
    return postgres.note;
  });
  down.add(postgres.stop);
  return {
    stamps: stamps(join(postgres.dir, '..', 'done.json')),
    databaseUrl: postgres.url('lagebild_app', secrets.app),
    migrateUrl: postgres.url('lagebild', secrets.owner),
  };
}

async function startPrograms(root, settings, env, down) {
  const logs = join(settings.data, 'logs');
  const common = { cwd: root, logs, say };
  const worker = keepRunning({
    ...common,
    name: 'worker',
    args: [...WORKER_ARGS, 'dist/worker.mjs'],
    env: env.app,
    graceMs: 30_000,
  });
  const standalone = join(root, '.next', 'standalone');
  const web = keepRunning({
    ...common,
    name: 'web',
    args: ['--import', LONG_UPLOADS, '--import', PACKED_STATIC, 'server.js'],
    cwd: standalone,
    env: env.app,
  });
  down.add(worker.stop, web.stop);
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  const waits = [answers(`http://${host}:${settings.port}/api/health`, web, 'The web server')];
  if (settings.demo) {
    const identity = keepRunning({ ...common, name: 'identity', args: ['dist/identity.mjs'], env: env.identity });
    down.add(identity.stop);
    waits.push(answers(new URL('/health', env.identity.ENTRA_ISSUER), identity, 'The demo sign-in'));
  }
  await Promise.all(waits);
}
