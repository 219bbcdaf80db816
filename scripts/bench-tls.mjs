// npm run bench:tls: our TLS scanner, sslscan and testssl.sh on the same servers of the laboratory in one run, then 200
// endpoints at once. testssl.sh takes minutes a server and is asked of three; --testssl=all asks it of all, --testssl=n01,o04
// of these. npm run bench:tls -- n01 n02: these servers alone.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundle } from './lib/bundle.mjs';
import { findLab, SCANNERS } from './lib/lab.mjs';
import { step } from './lib/say.mjs';

const root = process.cwd();
await step('laboratory', () => findLab(SCANNERS));
await bundle(root, { 'bench-tls': 'bench/tls.ts', 'bench-tls-scans': 'bench/tls-scans.ts' });
const args = ['--enable-source-maps', join(root, 'dist', 'bench-tls.mjs'), ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
