import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ctx } from '@/lib/core/context';
import { takeSample } from '@/lib/intel/mutations/ask';
import type { IntelKind } from '@/lib/intel/types';

const FILES: Readonly<Record<IntelKind, string>> = {
  epss: 'epss-sample.csv',
  kev: 'known_exploited_vulnerabilities-sample.json',
};

/** Exploit data for the vulnerabilities of the sample, read by the worker, where none is known. @param folder `samples/` */
export async function loadIntel(ctx: Ctx, folder: string): Promise<void> {
  for (const kind of ['epss', 'kev'] as const) {
    const name = FILES[kind];
    await takeSample(ctx, { kind, name, data: new Uint8Array(await readFile(join(folder, 'intel', name))) });
  }
}
