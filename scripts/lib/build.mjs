import { spawn } from 'node:child_process';
import { cpSync, existsSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { packFolder } from './pack.mjs';
import { Problem } from './say.mjs';
import { hashOf, stamps } from './stale.mjs';

const CONFIG = ['package.json', 'package-lock.json', 'tsconfig.json'];
const SCHEMA = ['prisma/schema.prisma', 'prisma/models', 'prisma.config.ts', 'package-lock.json'];
const SHARED = ['lib', 'prisma/models', 'messages', ...CONFIG];
const PROGRAMS = ['worker', 'migrate', 'identity', 'prisma/seed', 'scripts/lib/bundle.mjs', ...SHARED];
const PAGES = [
  'app',
  'components',
  'public',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.js',
  'postcss.config.mjs',
  'prisma/migrations',
];
const WEB = [...PAGES, 'scripts/lib/pack.mjs', ...SHARED];

/** Entries that esbuild makes into `dist/<name>.mjs`. */
export const ENTRIES = {
  migrate: 'migrate/main.ts',
  worker: 'worker/main.ts',
  'report-reader': 'worker/report-reader.ts',
  identity: 'identity/main.ts',
  people: 'identity/people.ts',
  seed: 'prisma/seed/main.ts',
};

function run(root, args, env, what) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const end = () => child.kill();
    process.once('exit', end);
    child.once('close', () => process.off('exit', end));
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Problem(`${what} failed:\n${output.trim()}\n`, 'Is the checkout whole? Try: git status'));
    });
  });
}

/** Remembers what was made from what; `make` runs only when its inputs changed or its output is gone. */
export function makers(root, env = process.env) {
  const made = stamps(join(root, '.lagebild', 'made.json'));
  const maker = (name, inputs, output, make) => async () => {
    const hash = hashOf(root, inputs);
    if (made.fresh(name, hash) && existsSync(join(root, output))) return 'up to date';
    await make();
    made.set(name, hash);
    return 'made';
  };
  const web = maker('web', WEB, '.next/standalone/server.js', () => buildWeb(root, env));
  return {
    generate: maker('generate', SCHEMA, 'prisma/generated/client.ts', () => generate(root, env)),
    bundle: maker('bundle', PROGRAMS, 'dist/worker.mjs', () => bundle(root, ENTRIES)),
    web: async () => {
      const said = await web();
      forgetSettings(root);
      return said;
    },
  };
}

/** Next lays `.env` beside its server, which reads it: the settings of the day of the build, the owner's URL too. */
function forgetSettings(root) {
  for (const name of ['.env', '.env.production']) rmSync(join(root, '.next', 'standalone', name), { force: true });
}

/** `prisma generate` needs no schema engine, but looks for one: any executable will do. */
function generate(root, env) {
  const engine = {
    ...env,
    PRISMA_SCHEMA_ENGINE_BINARY: realpathSync(process.execPath),
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  };
  return run(root, ['node_modules/prisma/build/index.js', 'generate'], engine, 'prisma generate');
}

async function buildWeb(root, env) {
  // Settings of the run are read at run time; the build needs none and must keep none.
  const clean = { PATH: env.PATH, HOME: env.HOME, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', CI: '1' };
  await run(root, ['node_modules/next/dist/bin/next', 'build'], clean, 'next build');
  const standalone = join(root, '.next', 'standalone');
  for (const [from, to] of [
    [join(root, '.next', 'static'), join(standalone, '.next', 'static')],
    [join(root, 'public'), join(standalone, 'public')],
  ]) {
    rmSync(to, { recursive: true, force: true });
    if (existsSync(from)) cpSync(from, to, { recursive: true });
  }
  await packFolder(join(standalone, '.next', 'static'));
}
