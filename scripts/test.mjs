// npm test: everything, on a bare machine. Two lanes, because two cores are what it can count on.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inOwnNode } from './lib/in-own-node.mjs';

const script = fileURLToPath(import.meta.url);
const root = dirname(dirname(script));

await inOwnNode(root, script, async () => {
  const { makers } = await import('./lib/build.mjs');
  const { findBrowser } = await import('./lib/browser.mjs');
  const { checkList } = await import('./lib/check-list.mjs');
  const { BACKUP_TOOLS, findLab } = await import('./lib/lab.mjs');
  const { finish, inTurn, runCheck } = await import('./lib/checks.mjs');
  const { step } = await import('./lib/say.mjs');
  const { lint, layers, floors, types, dead, unit, database, build, e2e } = checkList(root);
  await step('database client', makers(root).generate);
  let browser;
  await step('browser', async () => {
    browser = await findBrowser(root);
    return browser.note;
  });
  await step('TLS laboratory, backup tools', () => findLab(BACKUP_TOOLS));
  const done = (
    await Promise.all([inTurn([lint, layers, floors, types, dead, unit, database]), inTurn([build])])
  ).flat();
  const built = done.find(({ name }) => name === build.name)?.failed === 0;
  if (built) done.push(await runCheck({ ...e2e, env: { ...e2e.env, LAGEBILD_BROWSER: browser.path } }));
  else console.log(`  ${e2e.name}: not run, there is no build`);
  finish(done);
});
