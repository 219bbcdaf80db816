import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const FOLDERS = ['app', 'components', 'lib', 'worker', 'identity', 'migrate', 'bench', 'e2e'];
const STATEMENT = /^\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;

/** An import as a path from the root without its ending; packages stay as they are. */
function resolve(path, from) {
  const whole = from.startsWith('@/')
    ? from.slice(2)
    : from.startsWith('.')
      ? normalize(join(dirname(path), from))
      : from;
  return whole.replace(/\.(tsx?|mjs|js)$/, '');
}

/** The imports of a source text. `type`: erased by the compiler. */
export function importsOf(path, text) {
  return [...text.matchAll(STATEMENT)].map(([, type, from]) => ({ from: resolve(path, from), type: Boolean(type) }));
}

/** Every source file of the project with its imports. */
export function readSources(root) {
  return FOLDERS.flatMap((folder) => {
    let names = [];
    try {
      names = readdirSync(join(root, folder), { recursive: true });
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
    return names
      .map((name) => join(folder, name))
      .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
      .map((path) => {
        const text = readFileSync(join(root, path), 'utf8');
        return { path, text, imports: importsOf(path, text) };
      });
  });
}
