// npm run verify: the quick part of npm test. No database, no browser, no build.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inOwnNode } from './lib/in-own-node.mjs';

const script = fileURLToPath(import.meta.url);
const root = dirname(dirname(script));

await inOwnNode(root, script, async () => {
  const { makers } = await import('./lib/build.mjs');
  const { checkList } = await import('./lib/check-list.mjs');
  const { finish, inTurn } = await import('./lib/checks.mjs');
  const { step } = await import('./lib/say.mjs');
  const { lint, layers, floors, types, dead, unit } = checkList(root);
  await step('database client', makers(root).generate);
  finish((await Promise.all([inTurn([lint, layers, floors, types]), inTurn([unit, dead])])).flat());
});
