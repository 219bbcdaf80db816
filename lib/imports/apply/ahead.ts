/** Runs tasks one after another, and lets the caller be some tasks ahead of them. After a failure no task begins. */
export class Ahead {
  readonly #tasks: Promise<void>[] = [];
  #ended = false;

  constructor(private readonly most: number) {}

  /** @throws what an earlier task threw */
  async push(task: () => Promise<void>): Promise<void> {
    const before = this.#tasks.at(-1) ?? Promise.resolve();
    const running = before.then(async () => {
      if (!this.#ended) await task();
    });
    // Awaited below; until then a failure must not count as unhandled.
    running.catch(() => undefined);
    this.#tasks.push(running);
    if (this.#tasks.length > this.most) await this.#tasks.shift();
  }

  /** Waits for all tasks. @throws what one of them threw */
  async done(): Promise<void> {
    await this.#tasks.at(-1);
  }

  /** Begins no further task, and waits for the one that runs. */
  async abandon(): Promise<void> {
    this.#ended = true;
    await this.#tasks.at(-1)?.catch(() => undefined);
  }
}
