/** Bytes gathered from several chunks. It copies, so that a kept piece never holds its whole chunk in memory. */
export class ByteBuilder {
  #bytes = Buffer.allocUnsafe(4096);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(chunk: Uint8Array, from = 0, to = chunk.length): void {
    const length = this.#length + to - from;
    if (length > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(length, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    this.#bytes.set(chunk.subarray(from, to), this.#length);
    this.#length = length;
  }

  /** Forgets what was appended after `length`; keeps the memory for the next use. */
  truncate(length: number): void {
    this.#length = length;
  }

  /** What was gathered; valid until the next change. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  text(): string {
    return this.#bytes.toString('utf8', 0, this.#length);
  }
}
