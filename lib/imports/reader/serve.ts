import 'server-only';
import type { MessagePort } from 'node:worker_threads';
import { reuse } from '@/lib/imports/apply/row-batch';
import type { ReportParser } from '@/lib/imports/parsers/types';
import { readDirectly } from '@/lib/imports/reader/direct';
import type { Answer, Said } from '@/lib/imports/reader/messages';
import type { PrepareWith, ReportReader, Step } from '@/lib/imports/reader/types';
import { ReportError } from '@/lib/imports/reading/errors';

/** Steps that may wait to be taken: what keeps memory bounded where the database is slower than the reader. */
const AHEAD = 3;

class Closed extends Error {}

/** One report that a thread reads for another one. */
class Serving {
  #reader: ReportReader | null = null;
  #work: Promise<void> = Promise.resolve();
  #untaken = 0;
  #closed = false;
  #wake: () => void = () => undefined;

  constructor(
    private readonly port: MessagePort,
    private readonly parsers: readonly ReportParser[],
  ) {}

  hear(said: Said): void {
    switch (said.kind) {
      case 'open':
        this.#then(async () => {
          this.#reader = await readDirectly(said.wanted, this.parsers);
          this.#answer({ kind: 'opened', opened: this.#reader.opened });
        });
        return;
      case 'read':
        this.#then(() => this.#read(said.input));
        return;
      case 'more':
        if (said.memory) reuse(said.memory);
        this.#untaken -= 1;
        this.#wake();
        return;
      case 'close':
        this.#closed = true;
        this.#wake();
        this.#then(() => this.#close());
    }
  }

  async #read(input: PrepareWith): Promise<void> {
    if (!this.#reader) throw new Error('a report is read before it was opened');
    const outcome = await this.#reader.read(input, (step) => this.#give(step));
    this.#answer({ kind: 'read', outcome });
  }

  async #give(step: Step): Promise<void> {
    while (this.#untaken >= AHEAD && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#closed) throw new Closed();
    this.#untaken += 1;
    this.port.postMessage({ kind: 'step', step }, step.rows ? [step.rows.bytes.buffer, step.rows.numbers.buffer] : []);
  }

  async #close(): Promise<void> {
    const reader = this.#reader;
    this.#reader = null;
    this.#untaken = 0;
    this.#closed = false;
    await reader?.close();
    this.#answer({ kind: 'closed' });
  }

  #then(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      if (error instanceof Closed) return;
      if (error instanceof ReportError) {
        const { code, place, params } = error;
        this.#answer({ kind: 'refused', fault: { code, place, params } });
      } else this.#answer({ kind: 'failed', error });
    });
  }

  #answer(answer: Answer): void {
    this.port.postMessage(answer);
  }
}

/** Reads reports for whoever is at the other end of the port, one after another. */
export function serveReports(port: MessagePort, parsers: readonly ReportParser[]): void {
  const serving = new Serving(port, parsers);
  port.on('message', (said: Said) => serving.hear(said));
}
