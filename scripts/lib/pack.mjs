import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';

const pack = promisify(brotliCompress);
/** Smaller ones fit into one packet as they are. */
const LEAST = 1024;

/** Lays a packed twin (`.br`, strongest brotli) beside each script and style sheet of a folder. */
export async function packFolder(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => /\.(js|css)$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name));
      if (text.length >= LEAST) await writeFile(join(folder, `${name}.br`), await pack(text));
    }),
  );
}
