// Versions that must not fall below a known security release (docs/decisions, SECURITY.md), read from the lock file.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { belowFloors } from './lib/floors.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const found = belowFloors(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
for (const line of found) console.error(line);
process.exit(found.length === 0 ? 0 : 1);
