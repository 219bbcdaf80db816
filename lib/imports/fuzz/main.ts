import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { caseOf } from '@/lib/imports/fuzz/mutate';
import { seedsOf } from '@/lib/imports/fuzz/seeds';
import { type Failure, fuzzParser } from '@/lib/imports/fuzz/watch';
import { PARSERS, parserById } from '@/lib/imports/parsers/registry';

/** `npm run fuzz`: breaks reports of each format in many ways and reads them; scripts/fuzz.mjs tells the options. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    cases: { type: 'string', default: '5000' },
    case: { type: 'string' },
    corpus: { type: 'string' },
    out: { type: 'string', default: '.lagebild/fuzz' },
  },
});
/** Of one parser: what is wrong in one place shows in hundreds of cases. */
const FAILURES_MAX = 5;

const seed = Number(values.seed);
const [from, to] = values.case ? [Number(values.case), Number(values.case) + 1] : [0, Number(values.cases)];
if (![seed, from, to].every(Number.isSafeInteger)) throw new Error('--seed, --cases and --case are whole numbers');
const unknown = positionals.filter((id) => parserById(id) === undefined);
if (unknown.length > 0) throw new Error(`no such format: ${unknown.join(' ')}`);
const parsers = PARSERS.filter(({ id }) => positionals.length === 0 || positionals.includes(id));

function keep(id: string, bytes: Buffer, { number, fault }: Failure): string {
  mkdirSync(values.out, { recursive: true });
  const file = join(values.out, `${id}-${seed}-${number}`);
  writeFileSync(file, bytes);
  writeFileSync(`${file}.txt`, `${fault}\n`);
  return file;
}

console.log(`seed ${seed}`);
const seeds = await seedsOf(values.corpus);
let failed = 0;
let read = 0;
for (const parser of parsers) {
  const own = seeds.get(parser.id) ?? [];
  if (own.length === 0) throw new Error(`no report of ${parser.id} to begin with`);
  const result = await fuzzParser({ id: parser.id, seed, seeds: own, from, to, failuresMax: FAILURES_MAX });
  read += result.cases;
  failed += result.failures.length;
  const { cases, findings, refused, slowest, seconds } = result;
  console.log(
    `  ${parser.id}: ${cases} cases in ${seconds.toFixed(0)} s, ${findings} with findings, ${refused} refused, slowest ${slowest.ms.toFixed(0)} ms (case ${slowest.number})`,
  );
  for (const failure of result.failures) {
    const file = keep(parser.id, caseOf(parser, own, seed, failure.number).bytes, failure);
    console.log(`    case ${failure.number}: ${failure.fault.split('\n').slice(0, 3).join(' | ')}`);
    console.log(`    kept as ${file}; again: npm run fuzz -- ${parser.id} --seed ${seed} --case ${failure.number}`);
  }
}
console.log(`${read} cases of ${parsers.length} formats, ${failed} failures`);
process.exit(failed === 0 ? 0 : 1);
