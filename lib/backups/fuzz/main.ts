import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seedsOf } from '@/lib/backups/fuzz/cases';
import { SHAPES } from '@/lib/backups/shapes/registry';
import { inThread } from '@/lib/imports/fuzz/in-thread';

/** `npm run fuzz -- backups`: breaks what backup tools tell, in each shape, and reads it; scripts/fuzz.mjs tells the options. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    cases: { type: 'string', default: '5000' },
    case: { type: 'string' },
    corpus: { type: 'string' },
  },
});
const LIMITS = { hangMs: 5_000, heapMb: 256, faultsMax: 5 };
const FIXTURES = join('lib', 'backups', 'shapes', 'fixtures');

const seed = Number(values.seed);
const [from, to] = values.case ? [Number(values.case), Number(values.case) + 1] : [0, Number(values.cases)];
if (![seed, from, to].every(Number.isSafeInteger)) throw new Error('--seed, --cases and --case are whole numbers');

/** A folder a tool in the corpus. */
function real(shape: string): string[] {
  const folder = values.corpus && join(values.corpus, 'backups');
  const [tool = shape] = shape.split('-');
  return folder && readdirSync(folder).includes(tool) ? seedsOf('', join(folder, tool)) : [];
}

console.log(`seed ${seed}`);
const wanted = SHAPES.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
let failed = 0;
for (const { id } of wanted) {
  const seeds = [...seedsOf(id, FIXTURES), ...real(id)];
  const program = new URL('./fuzz-backups-thread.mjs', import.meta.url);
  const { faults, line } = await inThread({ program, id, seed, seeds, from, to, ...LIMITS });
  failed += faults.length;
  console.log(`  ${id}: ${to - from} cases of ${seeds.length} documents, ${line}`);
  for (const fault of faults) console.log(`    ${fault}; again: npm run fuzz -- backups ${id} --seed ${seed} --case …`);
}
console.log(`${(to - from) * wanted.length} documents in ${wanted.length} shapes, ${failed} failures`);
process.exit(failed === 0 ? 0 : 1);
