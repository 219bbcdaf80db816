// Who may import whom, and what belongs where (docs/architecture.md): says where to go instead.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { heavyFirstSights } from './lib/first-sight.mjs';
import { importCircles, layerBreaches } from './lib/layers.mjs';
import { readSources } from './lib/sources.mjs';

const files = readSources(dirname(dirname(fileURLToPath(import.meta.url))));
const found = [
  ...layerBreaches(files),
  ...importCircles(files).map((circle) => `circle of imports: ${circle}`),
  ...heavyFirstSights(files).map(
    (trail) => `${trail}: too heavy for the first sight, use lazyOnIntent (components/ui)`,
  ),
];
for (const line of found) console.error(line);
console.log(`${files.length} files, ${found.length} breaches`);
process.exit(found.length === 0 ? 0 : 1);
