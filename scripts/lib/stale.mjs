import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const NEVER = /(^|\/)(node_modules|generated|fixtures|migrations\/last\.schema)(\/|$)|\.test\.(ts|tsx|mjs)$/;

function* filesOf(root, path) {
  if (!existsSync(path) || NEVER.test(relative(root, path))) return;
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) yield* filesOf(root, join(path, name));
}

/** SHA-256 over names and contents of files and folders of `root`; tests and generated files do not count. */
export function hashOf(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of filesOf(root, join(root, path))) {
      const content = readFileSync(file);
      hash.update(`${relative(root, file)}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

/** What was made from what, kept as `{ name: hash }` in one file. */
export function stamps(file) {
  const read = () => {
    try {
      return JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      return {};
    }
  };
  return {
    fresh: (name, hash) => read()[name] === hash,
    set: (name, hash) => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify({ ...read(), [name]: hash }, null, 2)}\n`);
    },
  };
}
