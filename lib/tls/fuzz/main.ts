import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
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
/** One answer of a server takes microseconds to read; a machine that is busy may sleep a second. */
const HANG_MS = 5_000;
/** What one thread may hold. */
const HEAP_MB = 64;
const FAULTS_MAX = 5;

const toldSchema = z.union([
  z.object({ fault: z.object({ number: z.number(), text: z.string() }) }),
  z.object({ read: z.number(), refused: z.number(), slowest: z.object({ number: z.number(), ms: z.number() }) }),
]);
type Outcome = { readonly faults: readonly string[]; readonly line: string };

const seed = Number(values.seed);
const [from, to] = values.case ? [Number(values.case), Number(values.case) + 1] : [0, Number(values.cases)];
if (![seed, from, to].every(Number.isSafeInteger)) throw new Error('--seed, --cases and --case are whole numbers');
const unknown = positionals.filter((id) => wireParserById(id) === undefined);
if (unknown.length > 0) throw new Error(`no such parser: ${unknown.join(' ')}`);

/** Reads all cases of one parser in a thread that is ended when one of them takes too long or too much. */
async function fuzz(id: string): Promise<Outcome> {
  const at = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(new URL('./fuzz-tls-thread.mjs', import.meta.url), {
    workerData: { id, seed, from, to, at },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const { promise, resolve } = Promise.withResolvers<string>();
  const faults: string[] = [];
  const stop = (fault: string) => {
    faults.push(`case ${Atomics.load(at, 0)}: ${fault}`);
    resolve('given up');
  };
  thread.on('message', (message: unknown) => {
    const told = toldSchema.parse(message);
    if ('fault' in told)
      faults.push(`case ${told.fault.number}: ${told.fault.text.split('\n').slice(0, 3).join(' | ')}`);
    else
      resolve(
        `${told.read} read, ${told.refused} refused, slowest ${told.slowest.ms.toFixed(1)} ms (case ${told.slowest.number})`,
      );
    if (faults.length >= FAULTS_MAX) resolve('given up');
  });
  thread.on('error', (error) => stop(String(error)));
  let last = -1;
  const watch = setInterval(() => {
    const now = Atomics.load(at, 0);
    if (now === last) stop(`not read after ${HANG_MS / 1_000} s`);
    last = now;
  }, HANG_MS);
  const line = await promise;
  clearInterval(watch);
  await thread.terminate();
  return { faults, line };
}

console.log(`seed ${seed}`);
const wanted = WIRE_PARSERS.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
let failed = 0;
for (const { id } of wanted) {
  const { faults, line } = await fuzz(id);
  failed += faults.length;
  console.log(`  ${id}: ${to - from} cases, ${line}`);
  for (const fault of faults.slice(0, FAULTS_MAX))
    console.log(`    ${fault}; again: npm run fuzz -- tls ${id} --seed ${seed} --case …`);
}
console.log(`${(to - from) * wanted.length} answers for ${wanted.length} parsers, ${failed} failures`);
process.exit(failed === 0 ? 0 : 1);
