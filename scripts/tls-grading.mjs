// npm run tls:grading: scans the laboratory of TLS servers and writes docs/tls-grading.md, our grades beside the guide's and
// testssl.sh's. -- --with-testssl asks testssl.sh again (an hour; LAGEBILD_TESTSSL names one of version 3.2 or later).
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundle } from './lib/bundle.mjs';
import { findLab } from './lib/lab.mjs';
import { step } from './lib/say.mjs';

const root = process.cwd();
await step('laboratory', () => findLab());
await bundle(root, { 'tls-grading': 'e2e/lab/grading.ts' });
const args = ['--enable-source-maps', join(root, 'dist', 'tls-grading.mjs'), ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
// The table in columns, as every file of the repository is kept.
const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
if (status === 0) spawnSync(process.execPath, [biome, 'check', '--write', 'docs/tls-grading.md'], { cwd: root });
process.exitCode = status ?? 1;
