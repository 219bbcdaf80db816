// npm start: from a bare checkout to a running Lagebild. Until the packages are there this runs on any Node from 20 on,
// without a dependency; then it goes on in the Node of node_modules.
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, ownNode } from './lib/install.mjs';
import { explain, wrongNode } from './lib/problems.mjs';
import { step } from './lib/say.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const major = (version) => Number.parseInt(version.slice(1), 10);

function fail(error) {
  console.error(`\n${explain(error) ?? error.stack}`);
  process.exit(1);
}

/** The same script in Node 24; this process passes signals on and ends with it. */
function goOn() {
  const child = spawn(ownNode(root), [fileURLToPath(import.meta.url), '--installed'], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, LAGEBILD_STARTED: String(Date.now() - Math.round(performance.now())) },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', fail);
  child.on('exit', (code) => process.exit(code ?? 1));
}

try {
  if (major(process.version) < 20) throw wrongNode(process.version);
  if (!process.argv.includes('--installed')) await step('packages', () => ensureInstalled(root));
  if (major(process.version) < 24) goOn();
  else await (await import('./lib/run.mjs')).run(root);
} catch (error) {
  fail(error);
}
