import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Digest of what makes findings of a report: while it stays, the same bytes need not be read again. */
function readerOf(root) {
  const hash = createHash('sha256');
  for (const folder of ['parsers', 'reading', 'apply']) {
    const path = join(root, 'lib', 'imports', folder);
    const names = readdirSync(path, { recursive: true }).filter((name) => /\.(ts|json)$/.test(name));
    for (const name of names.sort()) hash.update(name).update(readFileSync(join(path, name)));
  }
  for (const path of [
    'findings/fingerprint.ts',
    'findings/location.ts',
    'imports/digest.ts',
    'imports/source-key.ts',
  ]) {
    hash.update(path).update(readFileSync(join(root, 'lib', path)));
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * Programs beside Next: packages stay external; `server-only`, which throws outside of React's server graph, is nothing.
 * Resolves to esbuild's account of what went in.
 */
export async function bundle(root, entries) {
  const { build, stop } = await import('esbuild');
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: join(root, 'dist'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    define: { __LAGEBILD_READER__: JSON.stringify(readerOf(root)) },
    alias: { '@': root, 'server-only': join(root, 'node_modules', 'server-only', 'empty.js') },
    sourcemap: 'linked',
    metafile: true,
    logLevel: 'warning',
  });
  await stop();
  return metafile;
}

/** Bundles one module of the project and imports it: for scripts that need the project's TypeScript. */
export async function importBundled(root, name, path) {
  await bundle(root, { [name]: join(root, path) });
  return import(pathToFileURL(join(root, 'dist', `${name}.mjs`)).href);
}
