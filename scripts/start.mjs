// npm start: from a bare checkout to a running Lagebild.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inOwnNode } from './lib/in-own-node.mjs';

const script = fileURLToPath(import.meta.url);
const root = dirname(dirname(script));

await inOwnNode(root, script, async () => {
  const settings = join(root, '.env');
  if (existsSync(settings)) process.loadEnvFile(settings);
  const { run } = await import('./lib/run.mjs');
  await run(root);
});
