import { parseArgs } from 'node:util';
import { seedsOf } from '@/lib/events/fuzz/seeds';
import { SHAPES, shapeOf } from '@/lib/events/shapes/registry';
import { inThread } from '@/lib/imports/fuzz/in-thread';

/** `npm run fuzz -- events`: breaks deliveries in each shape and reads them; scripts/fuzz.mjs tells the options. */
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

const seed = Number(values.seed);
const [from, to] = values.case ? [Number(values.case), Number(values.case) + 1] : [0, Number(values.cases)];
if (![seed, from, to].every(Number.isSafeInteger)) throw new Error('--seed, --cases and --case are whole numbers');
const unknown = positionals.filter((id) => shapeOf(id) === undefined);
if (unknown.length > 0) throw new Error(`no such shape: ${unknown.join(' ')}`);

console.log(`seed ${seed}`);
const wanted = SHAPES.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
let failed = 0;
for (const shape of wanted) {
  const seeds = seedsOf(shape, values.corpus);
  const program = new URL('./fuzz-events-thread.mjs', import.meta.url);
  const { faults, line } = await inThread({ program, id: shape.id, seed, seeds, from, to, ...LIMITS });
  failed += faults.length;
  console.log(`  ${shape.id}: ${to - from} cases of ${seeds.length} deliveries, ${line}`);
  for (const fault of faults)
    console.log(`    ${fault}; again: npm run fuzz -- events ${shape.id} --seed ${seed} --case …`);
}
console.log(`${(to - from) * wanted.length} deliveries in ${wanted.length} shapes, ${failed} failures`);
process.exit(failed === 0 ? 0 : 1);
