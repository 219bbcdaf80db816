import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PARSERS } from '@/lib/imports/parsers/registry';
import type { ReportParser } from '@/lib/imports/parsers/types';
import { detectFormat } from '@/lib/imports/reading/detect';
import { ReportError } from '@/lib/imports/reading/errors';

const FIXTURES = 'lib/imports/parsers/fixtures';
/** Larger reports find nothing more, and each case of them takes longer. */
const LARGEST = 200 * 1024;
const SEEDS_MAX = 12;

/** Reports to be broken, by the id of the parser that knows them. */
export type Seeds = ReadonlyMap<string, readonly Uint8Array[]>;

async function formatOf(bytes: Uint8Array): Promise<ReportParser | null> {
  const once = async function* () {
    yield bytes;
  };
  return detectFormat(once, PARSERS).catch((error: unknown) => {
    if (error instanceof ReportError) return null;
    throw error;
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size <= LARGEST)
    .sort((one, other) => statSync(one).size - statSync(other).size || (one < other ? -1 : 1));
}

/** The parsers' own fixtures, and the smaller reports of `corpus`, a folder of real ones. */
export async function seedsOf(corpus?: string): Promise<Seeds> {
  const seeds = new Map<string, Uint8Array[]>(PARSERS.map(({ id }) => [id, []]));
  const files = [...filesIn(FIXTURES), ...(corpus ? filesIn(join(corpus, 'scans')) : [])];
  for (const path of files) {
    const bytes = readFileSync(path);
    const parser = await formatOf(bytes);
    const own = parser && seeds.get(parser.id);
    if (own && own.length < SEEDS_MAX) own.push(bytes);
  }
  return seeds;
}
