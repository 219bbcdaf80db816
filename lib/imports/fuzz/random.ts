/** Numbers that look random and are the same for the same seed (mulberry32): a failure can be repeated. */
export class Random {
  #state: number;

  constructor(seed: string) {
    this.#state = 2_166_136_261;
    for (let n = 0; n < seed.length; n += 1) this.#state = Math.imul(this.#state ^ seed.charCodeAt(n), 16_777_619);
  }

  /** From 0 up to 1, without it. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 up to `end`, without it; 0 where there is none. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** @throws RangeError where there is nothing to choose from */
  one<T>(of: readonly [T, ...T[]] | readonly T[]): T {
    const found = of[this.below(of.length)];
    if (found === undefined) throw new RangeError('nothing to choose from');
    return found;
  }

  /** Where a slice of `length` begins and ends; mostly a short one. */
  slice(length: number): readonly [from: number, to: number] {
    const from = this.below(length);
    const size = Math.ceil((length - from) * this.next() ** 4);
    return [from, from + size];
  }
}
