// npm run fuzz: breaks reports of every format in thousands of ways and reads them as an import does. Allowed are findings
// and a refusal that names the place. Options: npm run fuzz -- trivy --seed 42 --cases 5000, --case 17 for one case again.
// LAGEBILD_CORPUS names a folder of real reports to begin with, beside the parsers' own.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundle } from './lib/bundle.mjs';

const root = process.cwd();
const corpus = process.env.LAGEBILD_CORPUS;
await bundle(root, { fuzz: 'lib/imports/fuzz/main.ts', 'fuzz-reader': 'lib/imports/fuzz/reader.ts' });
const args = [...process.argv.slice(2), ...(corpus ? ['--corpus', corpus] : [])];
const { status } = spawnSync(process.execPath, ['--enable-source-maps', join(root, 'dist', 'fuzz.mjs'), ...args], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
