import { Worker } from 'node:worker_threads';
import { z } from 'zod';

/** More processor time than this a report of 200 kB may not take, whatever is in it: a busy machine is no fault. */
const HANG_MS = 10_000;
/** Nor may it wait for so long. */
const STUCK_MS = 60_000;
const LOOK_MS = 500;
/** What one thread may hold: an import's worker is given more, for reports a thousand times as large. */
const HEAP_MB = 256;
/** Buffers lie outside of the thread's heap: what the whole process may grow to. */
const RESIDENT_BYTES = 1_500_000_000;

export type Failure = { readonly number: number; readonly fault: string };

export type FuzzRun = {
  readonly id: string;
  readonly seed: number;
  readonly seeds: readonly Uint8Array[];
  /** Numbers of the cases, from the first up to the last, without it. */
  readonly from: number;
  readonly to: number;
  /** Gives up after so many. */
  readonly failuresMax: number;
};

export type FuzzResult = {
  readonly cases: number;
  /** Cases that were read to their end and had findings. */
  readonly findings: number;
  readonly refused: number;
  readonly failures: readonly Failure[];
  readonly slowest: { readonly number: number; readonly ms: number };
  readonly seconds: number;
};

const answerSchema = z.object({
  number: z.number(),
  fault: z.string().optional(),
  verdict: z.union([z.object({ findings: z.number() }), z.object({ refused: z.string() })]).optional(),
});
type Answer = z.infer<typeof answerSchema>;

/** A thread with a limit of memory, which is ended where a case takes too long. */
class Reader {
  readonly #run: FuzzRun;
  #thread: Worker | null = null;
  #told: (answer: Answer) => void = () => undefined;

  constructor(run: FuzzRun) {
    this.#run = run;
  }

  async read(number: number): Promise<Answer> {
    this.#thread ??= this.#start();
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.#told = resolve;
    const [began, before] = [performance.now(), process.cpuUsage()];
    const watch = setInterval(() => {
      const { user, system } = process.cpuUsage(before);
      const busy = (user + system) / 1000;
      if (busy > HANG_MS) resolve({ number, fault: `not read after ${HANG_MS / 1000} s of work` });
      else if (performance.now() - began > STUCK_MS) resolve({ number, fault: `not read after ${STUCK_MS / 1000} s` });
    }, LOOK_MS);
    this.#thread.postMessage(number);
    const answer = await promise;
    clearInterval(watch);
    const resident = process.memoryUsage.rss();
    if (answer.fault === undefined && resident < RESIDENT_BYTES) return answer;
    await this.end();
    return { number, fault: answer.fault ?? `${Math.round(resident / 1e6)} MB held` };
  }

  #start(): Worker {
    const { id, seed, seeds } = this.#run;
    const thread = new Worker(new URL('./fuzz-reader.mjs', import.meta.url), {
      workerData: { id, seed, seeds },
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    thread.on('message', (told: unknown) => this.#told(answerSchema.parse(told)));
    thread.on('error', (error) => this.#told({ number: -1, fault: String(error) }));
    return thread;
  }

  /** The next case gets a new thread: what this one still does or holds is over. */
  async end(): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    this.#told = () => undefined;
    await thread?.terminate();
  }
}

/** Reads so many broken reports of one format, and tells what came of them. */
export async function fuzzParser(run: FuzzRun): Promise<FuzzResult> {
  const began = performance.now();
  const reader = new Reader(run);
  const failures: Failure[] = [];
  const seen = { cases: 0, findings: 0, refused: 0 };
  let slowest = { number: run.from, ms: 0 };
  for (let number = run.from; number < run.to && failures.length < run.failuresMax; number += 1) {
    const start = performance.now();
    const { fault, verdict } = await reader.read(number);
    seen.cases += 1;
    const ms = performance.now() - start;
    // The first one waits for its thread.
    if (seen.cases > 1 && ms > slowest.ms) slowest = { number, ms };
    if (fault !== undefined) failures.push({ number, fault });
    else if (verdict && 'refused' in verdict) seen.refused += 1;
    else if (verdict && verdict.findings > 0) seen.findings += 1;
    if (process.stdout.isTTY && seen.cases % 100 === 0) process.stdout.write(`\r  ${run.id}: ${seen.cases}\r`);
  }
  await reader.end();
  return { ...seen, slowest, failures, seconds: (performance.now() - began) / 1000 };
}
