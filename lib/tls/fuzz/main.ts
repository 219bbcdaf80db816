import { parseArgs } from 'node:util';
import { inThread } from '@/lib/imports/fuzz/in-thread';
import { WIRE_PARSERS, wireParserById } from '@/lib/tls/fuzz/parsers';

/** `npm run fuzz -- tls`: breaks answers of servers in thousands of ways and reads them; scripts/fuzz.mjs tells the options. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    cases: { type: 'string', default: '10000' },
    case: { type: 'string' },
  },
});
/** One answer of a server takes microseconds to read. */
const LIMITS = { hangMs: 5_000, heapMb: 64, faultsMax: 5 };

const seed = Number(values.seed);
const [from, to] = values.case ? [Number(values.case), Number(values.case) + 1] : [0, Number(values.cases)];
if (![seed, from, to].every(Number.isSafeInteger)) throw new Error('--seed, --cases and --case are whole numbers');
const unknown = positionals.filter((id) => wireParserById(id) === undefined);
if (unknown.length > 0) throw new Error(`no such parser: ${unknown.join(' ')}`);

console.log(`seed ${seed}`);
const wanted = WIRE_PARSERS.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
let failed = 0;
for (const { id } of wanted) {
  const program = new URL('./fuzz-tls-thread.mjs', import.meta.url);
  const { faults, line } = await inThread({ program, id, seed, from, to, ...LIMITS });
  failed += faults.length;
  console.log(`  ${id}: ${to - from} cases, ${line}`);
  for (const fault of faults) console.log(`    ${fault}; again: npm run fuzz -- tls ${id} --seed ${seed} --case …`);
}
console.log(`${(to - from) * wanted.length} answers for ${wanted.length} parsers, ${failed} failures`);
process.exit(failed === 0 ? 0 : 1);
