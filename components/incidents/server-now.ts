/**
 * What the server's clock shows, told from answers of the server alone: the clock of the reader's device may be wrong.
 * Between answers time is measured by a counter that nobody can set. An answer that was long under way, or a stale one, tells
 * too early a time, and the counter may stand while a device sleeps: so the latest time that anything says is the right one.
 */
export class ServerClock {
  #ahead = Number.NEGATIVE_INFINITY;

  /** `counter`: milliseconds that only ever grow (`performance.now`). */
  constructor(private readonly counter: () => number) {}

  /** An answer said `now` when it was made. */
  told(now: string): void {
    this.#ahead = Math.max(this.#ahead, Date.parse(now) - this.counter());
  }

  now(): Date {
    return new Date(this.counter() + this.#ahead);
  }
}
