import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { changes } from '../target/version-2.mjs';

function apply(folder, change) {
  const file = path.join(folder, change.file);
  if (change.remove) return rmSync(file);
  if (change.text !== undefined) return writeFileSync(file, change.text);
  const text = readFileSync(file, 'utf8');
  if (!text.includes(change.from)) throw new Error(`${change.file} does not have: ${change.from}`);
  writeFileSync(file, text.replace(change.from, () => change.to));
}

/** Writes version 1 or 2 of the target into `folder`, which is emptied first. */
export function layOut(target, folder, version) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const product of ['web-shop', 'payments', 'edge-network', 'build-tools']) {
    cpSync(path.join(target, product), path.join(folder, product), { recursive: true });
  }
  if (version === 2) for (const change of changes) apply(folder, change);
}
