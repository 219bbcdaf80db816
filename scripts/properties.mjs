// npm run properties: the property tests with cases that no run of `npm test` has tried, 5,000 of each; another number:
// npm run properties -- 20000. It prints its seed: npm run properties -- 20000 SEED tries the same cases again.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.cwd();
const [runs = '5000', seed = String(Math.floor(Math.random() * 2 ** 31))] = process.argv.slice(2);
const files = globSync('{app,components,lib,scripts,e2e}/**/*.test.{ts,tsx}', { cwd: root }).filter(
  (path) => !path.endsWith('.db.test.ts') && readFileSync(join(root, path), 'utf8').includes("from 'fast-check'"),
);
console.log(`seed ${seed}, ${runs} cases of each property in ${files.length} files`);
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'unit', '--testTimeout=900000', ...files],
  { cwd: root, stdio: 'inherit', env: { ...process.env, LAGEBILD_PROPERTY_RUNS: runs, LAGEBILD_PROPERTY_SEED: seed } },
);
process.exitCode = status ?? 1;
