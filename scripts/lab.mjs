// npm run lab: TLS servers of every kind on the loopback, to scan and to look at. npm run lab -- n01 o04: these alone.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundle } from './lib/bundle.mjs';
import { findLab } from './lib/lab.mjs';
import { step } from './lib/say.mjs';

const root = process.cwd();
await step('laboratory', () => findLab());
await bundle(root, { lab: 'e2e/lab/main.ts' });
const args = ['--enable-source-maps', join(root, 'dist', 'lab.mjs'), ...process.argv.slice(2)];
const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('close', (code) => process.exit(code ?? 1));
