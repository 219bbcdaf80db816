import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

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
