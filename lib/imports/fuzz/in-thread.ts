import { Worker } from 'node:worker_threads';
import { z } from 'zod';

/** What a thread of a fuzzer is to read: cases of one reader, from the first number up to the last, without it. */
export type ThreadRun = {
  readonly program: URL;
  readonly id: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** Deliveries or answers to be broken, where the thread does not know them itself. */
  readonly seeds?: readonly string[];
  /** One case may not take longer. A machine that is busy may sleep a second. */
  readonly hangMs: number;
  /** What the thread may hold. */
  readonly heapMb: number;
  /** Gives up after so many. */
  readonly faultsMax: number;
};

/** `line` says what came of all cases; `faults` what must not have come of some. */
export type ThreadOutcome = { readonly faults: readonly string[]; readonly line: string };

const toldSchema = z.union([
  z.object({ fault: z.object({ number: z.number(), text: z.string() }) }),
  z.object({ read: z.number(), refused: z.number(), slowest: z.object({ number: z.number(), ms: z.number() }) }),
]);

/** Reads all cases in a thread that is ended when one of them takes too long or too much. */
export async function inThread({ program, hangMs, heapMb, faultsMax, ...run }: ThreadRun): Promise<ThreadOutcome> {
  const at = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(program, {
    workerData: { ...run, at },
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
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
    if (faults.length >= faultsMax) resolve('given up');
  });
  thread.on('error', (error) => stop(String(error)));
  let last = -1;
  const watch = setInterval(() => {
    const now = Atomics.load(at, 0);
    if (now === last) stop(`not read after ${hangMs / 1_000} s`);
    last = now;
  }, hangMs);
  const line = await promise;
  clearInterval(watch);
  await thread.terminate();
  return { faults, line };
}
