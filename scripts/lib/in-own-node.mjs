import { spawn } from 'node:child_process';
import { ensureInstalled, ownNode } from './install.mjs';
import { explain, wrongNode } from './problems.mjs';
import { step } from './say.mjs';

const major = () => Number.parseInt(process.version.slice(1), 10);

function goOn(root, script) {
  const child = spawn(ownNode(root), [script, ...process.argv.slice(2), '--installed'], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, LAGEBILD_STARTED: String(Date.now() - Math.round(performance.now())) },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * Installs what is missing, then runs `work` in the Node of node_modules: in this process, or in a second one that gets
 * this one's signals. Needs Node 20 and no package.
 */
export async function inOwnNode(root, script, work) {
  try {
    if (major() < 20) throw wrongNode(process.version);
    if (!process.argv.includes('--installed')) await step('packages', () => ensureInstalled(root));
    if (major() < 24) process.exit(await goOn(root, script));
    await work();
  } catch (error) {
    console.error(`\n${explain(error) ?? error.stack}`);
    process.exit(1);
  }
}
