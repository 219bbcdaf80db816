// For the Dockerfile: lays out in `dist/image/` what migration, sample and worker are at run time: the bundled programs, and
// of all packages only those that they load. Web brings its own in .next/standalone; the demo provider stays out.
import { cpSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENTRIES } from './lib/build.mjs';
import { bundle } from './lib/bundle.mjs';
import { packagesOf } from './lib/packages.mjs';

const { migrate, seed, worker, 'report-reader': reader } = ENTRIES;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const image = join(root, 'dist', 'image');
const { outputs } = await bundle(root, { migrate, seed, worker, 'report-reader': reader });
const loaded = Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path));

rmSync(image, { recursive: true, force: true });
for (const path of Object.keys(outputs)) cpSync(join(root, path), join(image, 'dist', basename(path)));
for (const folder of packagesOf(root, loaded)) {
  const filter = (from) => from === folder || basename(from) !== 'node_modules';
  cpSync(folder, join(image, relative(root, folder)), { recursive: true, filter });
}
