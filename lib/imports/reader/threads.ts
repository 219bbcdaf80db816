import 'server-only';
import { Worker } from 'node:worker_threads';
import { PARSERS } from '@/lib/imports/parsers/registry';
import type { ReportParser } from '@/lib/imports/parsers/types';
import type { Answer, Said } from '@/lib/imports/reader/messages';
import type { Outcome, PrepareWith, ReportReader, Step, Wanted } from '@/lib/imports/reader/types';
import { ReportError } from '@/lib/imports/reading/errors';

/** A thread that says nothing for so long goes round in circles: a whole pass over the largest report takes a tenth of it. */
const PATIENCE_MS = 600_000;
/** And so long when it is told to stop, which it hears between two steps. */
const CLOSING_MS = 30_000;

/** The program of a reading thread (worker/report-reader.ts), and what it reads; null: reports are read in this thread. */
let program: Program | null = null;
type Program = { readonly file: URL; readonly parsers: readonly ReportParser[]; readonly patienceMs: number };
/** Threads without a report: their code is compiled, and warm. */
const idle: ReadingThread[] = [];

/** From now on this process reads reports in threads of their own, and ends those that are silent for too long. */
export function readInThreads(
  file: URL,
  parsers: readonly ReportParser[] = PARSERS,
  patienceMs: number = PATIENCE_MS,
): void {
  program = { file, parsers, patienceMs };
}

/** Ends threads that have no report. */
export async function endReadingThreads(): Promise<void> {
  await Promise.all(idle.splice(0).map((thread) => thread.end()));
}

/** Opens what was sent in a thread of its own; null where there is none of these parsers. @throws ReportError with the place */
export async function readInThread(wanted: Wanted, parsers: readonly ReportParser[]): Promise<ReportReader | null> {
  if (program?.parsers.length !== parsers.length) return null;
  if (!program.parsers.every((parser, nth) => parser === parsers[nth])) return null;
  const thread = warmThread() ?? new ReadingThread(program);
  thread.begin();
  try {
    const opened = await thread.ask({ kind: 'open', wanted }, 'opened');
    return {
      opened: opened.opened,
      read: (input, take) => read(thread, input, take),
      close: () => giveBack(thread),
    };
  } catch (error) {
    await giveBack(thread);
    throw error;
  }
}

async function read(thread: ReadingThread, input: PrepareWith, take: (step: Step) => Promise<void>): Promise<Outcome> {
  thread.say({ kind: 'read', input });
  while (true) {
    const answer = await thread.next();
    if (answer.kind === 'read') return answer.outcome;
    if (answer.kind !== 'step') throw new Error(`a reading thread said ${answer.kind}`);
    await take(answer.step);
    thread.more(answer.step.rows?.bytes.buffer ?? null);
  }
}

/** One that has ended while it had nothing to do is passed over. */
function warmThread(): ReadingThread | undefined {
  for (let thread = idle.pop(); thread; thread = idle.pop()) if (thread.lives) return thread;
  return undefined;
}

/** A thread whose report is closed is ready for another one; one that is lost is nobody's. */
async function giveBack(thread: ReadingThread): Promise<void> {
  if (await thread.close()) idle.push(thread);
}

/** The other end of `serveReports`: answers in their order, until it is lost. */
class ReadingThread {
  readonly #worker: Worker;
  readonly #patienceMs: number;
  #answers: Answer[] = [];
  #lost: Error | null = null;
  #wake: () => void = () => undefined;

  constructor({ file, patienceMs }: Program) {
    this.#patienceMs = patienceMs;
    this.#worker = new Worker(file);
    this.#worker.on('message', (answer: Answer) => {
      this.#answers.push(answer);
      this.#wake();
    });
    const lose = (error: Error) => {
      this.#lost ??= error;
      this.#wake();
    };
    this.#worker.on('error', lose);
    this.#worker.on('messageerror', lose);
    this.#worker.on('exit', () => lose(new Error('a reading thread has ended')));
  }

  get lives(): boolean {
    return this.#lost === null;
  }

  /** While it has a report, the process stays. */
  begin(): void {
    this.#worker.ref();
  }

  say(said: Said): void {
    this.#worker.postMessage(said);
  }

  /** Asks for the next step, and gives the memory of the last one back. */
  more(memory: ArrayBuffer | null): void {
    this.#worker.postMessage({ kind: 'more', memory } satisfies Said, memory ? [memory] : []);
  }

  /** @throws ReportError where it has refused its report, and whatever has ended it */
  async next(): Promise<Answer> {
    const answer = await this.#answer(this.#patienceMs);
    if (answer.kind === 'refused') {
      const { code, place, params } = answer.fault;
      throw new ReportError(code, place, params);
    }
    if (answer.kind === 'failed') throw answer.error;
    return answer;
  }

  async ask<K extends Answer['kind']>(said: Said, kind: K): Promise<Extract<Answer, { kind: K }>> {
    this.say(said);
    const answer = await this.next();
    if (!isA(answer, kind)) throw new Error(`a reading thread said ${answer.kind}, not ${kind}`);
    return answer;
  }

  /** Closes its report, whatever it does with it at the moment. @returns whether it is there for another one */
  async close(): Promise<boolean> {
    if (this.#lost) return false;
    this.say({ kind: 'close' });
    try {
      while ((await this.#answer(Math.min(CLOSING_MS, this.#patienceMs))).kind !== 'closed');
    } catch {
      return false;
    }
    this.#worker.unref();
    return true;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  /** The next thing it says. One that stays silent is ended: it hears nothing while it goes round in circles. */
  async #answer(patienceMs: number): Promise<Answer> {
    const tired = setTimeout(() => {
      this.#lost ??= new Error(`a reading thread has said nothing for ${patienceMs / 1000} s`);
      this.#wake();
      void this.end();
    }, patienceMs);
    try {
      while (true) {
        const answer = this.#answers.shift();
        if (answer) return answer;
        if (this.#lost) throw this.#lost;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      clearTimeout(tired);
    }
  }
}

function isA<K extends Answer['kind']>(answer: Answer, kind: K): answer is Extract<Answer, { kind: K }> {
  return answer.kind === kind;
}
