import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { judge } from '@/lib/events/fuzz/judge';
import { caseOf } from '@/lib/events/fuzz/mutate';
import { shapeOf } from '@/lib/events/shapes/registry';

/** A thread of the fuzzer: reads cases on and on, and writes the number of the one it is at where the watcher sees it. */
const { id, seed, seeds, from, to, at } = z
  .object({
    id: z.string(),
    seed: z.number(),
    seeds: z.array(z.string()),
    from: z.number(),
    to: z.number(),
    at: z.instanceof(Int32Array),
  })
  .parse(workerData);
const shape = shapeOf(id);
if (!shape || !parentPort) throw new Error(`no shape ${id}, or no thread`);

const told = { read: 0, refused: 0, slowest: { number: from, ms: 0 } };
for (let number = from; number < to; number += 1) {
  Atomics.store(at, 0, number);
  const text = caseOf(shape, seeds, seed, number);
  const began = performance.now();
  try {
    told[judge(shape, text).events > 0 ? 'read' : 'refused'] += 1;
  } catch (error) {
    parentPort.postMessage({ fault: { number, text: error instanceof Error ? (error.stack ?? '') : String(error) } });
  }
  const ms = performance.now() - began;
  if (ms > told.slowest.ms) told.slowest = { number, ms };
}
parentPort.postMessage(told);
