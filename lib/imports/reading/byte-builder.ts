/** Bytes gathered from several chunks. It copies, so that a kept piece never holds its whole chunk in memory. */
export class ByteBuilder {
  #bytes: Buffer<ArrayBuffer>;
  #length = 0;

  /** @param memory that it begins with, as `release` gave it */
  constructor(memory?: ArrayBuffer) {
    // Never of the pool that small buffers share: what is released is handed to another thread.
    this.#bytes = memory ? Buffer.from(memory) : Buffer.allocUnsafeSlow(4096);
  }

  get length(): number {
    return this.#length;
  }

  append(chunk: Uint8Array, from = 0, to = chunk.length): void {
    const length = this.#length + to - from;
    this.#reserve(length);
    this.#bytes.set(chunk.subarray(from, to), this.#length);
    this.#length = length;
  }

  /** The same for text, as UTF-8: at most three bytes a UTF-16 unit. */
  write(text: string): void {
    this.#reserve(this.#length + 3 * text.length);
    this.#length += this.#bytes.write(text, this.#length);
  }

  #reserve(length: number): void {
    if (length <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(length, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }

  /** Forgets what was appended after `length`; keeps the memory for the next use. */
  truncate(length: number): void {
    this.#length = length;
  }

  /** What was gathered; valid until the next change. */
  view(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** What was gathered, with its memory; the builder may not be used any more. */
  release(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#bytes.buffer, 0, this.#length);
  }

  text(): string {
    return this.#bytes.toString('utf8', 0, this.#length);
  }
}
