import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';

/** Where Node finds a package from a folder of the project. */
function folderOf(root, name, from) {
  for (let dir = from; ; dir = dirname(dir)) {
    const folder = join(dir, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dir === root) throw new Error(`${name}, which ${from} needs, is not installed`);
  }
}

/** Optional packages do not count: whoever has them optional runs without. */
function needsOf(folder) {
  const json = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {}, optionalDependencies = {} } = json;
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
  return [...Object.keys(dependencies), ...peers].filter((name) => !(name in optionalDependencies));
}

/** The folders of the packages that these imports load, with all that those need in turn. */
export function packagesOf(root, imports) {
  const found = new Set();
  const add = (name, from) => {
    const folder = folderOf(root, name, from);
    if (found.has(folder)) return;
    found.add(folder);
    for (const needed of needsOf(folder)) add(needed, folder);
  };
  const names = imports.filter((path) => !isBuiltin(path)).map((path) => /^(@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  for (const name of new Set(names)) add(name, root);
  return [...found];
}
