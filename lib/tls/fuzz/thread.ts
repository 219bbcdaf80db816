import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { caseOf } from '@/lib/tls/fuzz/mutate';
import { judge, wireParserById } from '@/lib/tls/fuzz/parsers';

/** A thread of the fuzzer: reads cases on and on, and writes the number of the one it is at where the watcher sees it. */
const { id, seed, from, to, at } = z
  .object({ id: z.string(), seed: z.number(), from: z.number(), to: z.number(), at: z.instanceof(Int32Array) })
  .parse(workerData);
const parser = wireParserById(id);
if (!parser || !parentPort) throw new Error(`no parser ${id}, or no thread`);

const told = { read: 0, refused: 0, slowest: { number: from, ms: 0 } };
for (let number = from; number < to; number += 1) {
  Atomics.store(at, 0, number);
  const bytes = caseOf(id, parser.seeds, seed, number);
  const began = performance.now();
  try {
    told[judge(parser, bytes)] += 1;
  } catch (error) {
    parentPort.postMessage({ fault: { number, text: error instanceof Error ? (error.stack ?? '') : String(error) } });
  }
  const ms = performance.now() - began;
  if (ms > told.slowest.ms) told.slowest = { number, ms };
}
parentPort.postMessage(told);
