import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { env } from '@/lib/core/env';
import type { IntelKind } from '@/lib/intel/types';

/** What the files are called that somebody places: as the publishers call them, whatever the date in between. */
const NAMES: Readonly<Record<IntelKind, RegExp>> = {
  epss: /^epss[\w.-]*\.csv(\.gz)?$/i,
  kev: /^known_exploited_vulnerabilities[\w.-]*\.json(\.gz)?$/i,
};

export type FolderFile = {
  readonly name: string;
  readonly path: string;
  /** Size and time of the last change: another mark, another file. */
  readonly mark: string;
  readonly changedAt: number;
};

async function fileIn(folder: string, name: string): Promise<FolderFile | null> {
  const path = join(folder, name);
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile()) return null;
  return { name, path, mark: `${facts.size}-${Math.floor(facts.mtimeMs)}`, changedAt: facts.mtimeMs };
}

/** The newest file of a kind in LAGEBILD_INTEL_FOLDER; null without a folder, or a file. */
export async function newestFile(kind: IntelKind): Promise<FolderFile | null> {
  const folder = env().LAGEBILD_INTEL_FOLDER;
  if (!folder) return null;
  const names = (await readdir(folder).catch(() => [])).filter((name) => NAMES[kind].test(name));
  const files = await Promise.all(names.map((name) => fileIn(folder, name)));
  const [newest] = files.filter((file) => file !== null).sort((a, b) => b.changedAt - a.changedAt);
  return newest ?? null;
}

/** The file of that name in the folder, as it is now. */
export async function folderFile(name: string): Promise<FolderFile | null> {
  const folder = env().LAGEBILD_INTEL_FOLDER;
  const named = Object.values(NAMES).some((pattern) => pattern.test(name));
  return folder && named ? fileIn(folder, name) : null;
}
