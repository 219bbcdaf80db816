import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { judge } from '@/lib/imports/fuzz/judge';
import { caseOf } from '@/lib/imports/fuzz/mutate';
import { parserById } from '@/lib/imports/parsers/registry';

/** A thread of the fuzzer: reads the cases that it is told, one after another, and says what came of each. */
const { id, seed, seeds } = z
  .object({ id: z.string(), seed: z.number(), seeds: z.array(z.instanceof(Uint8Array)) })
  .parse(workerData);
const parser = parserById(id);
if (!parser || !parentPort) throw new Error(`no parser ${id}, or no thread`);
const port = parentPort;

port.on('message', async (number: number) => {
  const broken = caseOf(parser, seeds, seed, number);
  try {
    port.postMessage({ number, verdict: await judge(broken, parser) });
  } catch (error) {
    port.postMessage({ number, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
