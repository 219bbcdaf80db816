import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';

const runSchema = z.object({
  id: z.string(),
  seed: z.number(),
  seeds: z.array(z.string()),
  from: z.number(),
  to: z.number(),
  at: z.instanceof(Int32Array),
});
type Run = Pick<z.infer<typeof runSchema>, 'id' | 'seed' | 'seeds'>;

/**
 * The thread of a fuzzer (in-thread.ts): reads cases on and on, and writes the number of the one it is at where the watcher
 * sees it. `read` says whether a case was read; it throws what must not happen.
 */
export function readOn(read: (run: Run, number: number) => boolean): void {
  const { from, to, at, ...run } = runSchema.parse(workerData);
  if (!parentPort) throw new Error('no thread');
  const told = { read: 0, refused: 0, slowest: { number: from, ms: 0 } };
  for (let number = from; number < to; number += 1) {
    Atomics.store(at, 0, number);
    const began = performance.now();
    try {
      told[read(run, number) ? 'read' : 'refused'] += 1;
    } catch (error) {
      parentPort.postMessage({ fault: { number, text: error instanceof Error ? (error.stack ?? '') : String(error) } });
    }
    const ms = performance.now() - began;
    if (ms > told.slowest.ms) told.slowest = { number, ms };
  }
  parentPort.postMessage(told);
}
