import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SMALL_CATALOGUE } from '@/lib/compliance/oscal/fixtures';
import { inThread } from '@/lib/imports/fuzz/in-thread';

/** `npm run fuzz -- oscal`: breaks catalogues and reads them; scripts/fuzz.mjs tells the options. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    cases: { type: 'string', default: '5000' },
    case: { type: 'string' },
    corpus: { type: 'string' },
  },
});
const LIMITS = { hangMs: 5_000, heapMb: 256, faultsMax: 5 };

const seed = Number(values.seed);
const [from, to] = values.case ? [Number(values.case), Number(values.case) + 1] : [0, Number(values.cases)];
if (![seed, from, to].every(Number.isSafeInteger)) throw new Error('--seed, --cases and --case are whole numbers');

function real(corpus: string): string[] {
  const folder = join(corpus, 'compliance', 'bsi');
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
}

const seeds = [JSON.stringify(SMALL_CATALOGUE), ...(values.corpus ? real(values.corpus) : [])];
const program = new URL('./fuzz-oscal-thread.mjs', import.meta.url);
const { faults, line } = await inThread({ program, id: 'oscal', seed, seeds, from, to, ...LIMITS });
console.log(`seed ${seed}\n  oscal: ${to - from} cases of ${seeds.length} catalogues, ${line}`);
for (const fault of faults) console.log(`    ${fault}; again: npm run fuzz -- oscal --seed ${seed} --case …`);
process.exit(faults.length === 0 ? 0 : 1);
