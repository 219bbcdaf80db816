/** Bytes, or UTF-16 units of a text, that are written faster one by one than by a call. */
const SHORT = 40;

/** Floats, byte by byte. */
const float = new Float32Array(1);
const ofFloat = new Int32Array(float.buffer);

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
    if (to - from <= SHORT) this.#copy(chunk, from, to);
    else this.#bytes.set(from === 0 && to === chunk.length ? chunk : chunk.subarray(from, to), this.#length);
    this.#length = length;
  }

  #copy(chunk: Uint8Array, from: number, to: number): void {
    const bytes = this.#bytes;
    const own = this.#length - from;
    for (let at = from; at < to; at += 1) bytes[own + at] = chunk[at] ?? 0;
  }

  /** The same for text, as UTF-8: at most three bytes a UTF-16 unit. */
  write(text: string): void {
    this.#reserve(this.#length + 3 * text.length);
    this.#length += this.#bytes.write(text, this.#length);
  }

  byte(value: number): void {
    this.#reserve(this.#length + 1);
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }

  /** The highest byte first, as in all that follow. */
  int16(value: number): void {
    const at = this.#length;
    this.#reserve(at + 2);
    this.#bytes[at] = value >>> 8;
    this.#bytes[at + 1] = value;
    this.#length = at + 2;
  }

  /** The lowest 32 bits; at the end, or over what is at `at`. */
  int32(value: number, at = this.#length): void {
    this.#reserve(at + 4);
    this.#put32(value, at);
    if (at === this.#length) this.#length = at + 4;
  }

  #put32(value: number, at: number): void {
    const bytes = this.#bytes;
    bytes[at] = value >>> 24;
    bytes[at + 1] = value >>> 16;
    bytes[at + 2] = value >>> 8;
    bytes[at + 3] = value;
  }

  float32(value: number): void {
    float[0] = value;
    this.int32(ofFloat[0] ?? 0);
  }

  /** Its length in bytes, the byte `lead` where there is one, and the text as UTF-8. */
  counted(text: string, lead = -1): void {
    const own = lead < 0 ? 0 : 1;
    const from = this.#length + 4 + own;
    this.#reserve(from + 3 * text.length);
    if (own === 1) this.#bytes[from - 1] = lead;
    const written = this.#short(text, from) ? text.length : this.#bytes.write(text, from);
    this.#put32(written + own, this.#length);
    this.#length = from + written;
  }

  /** Whether the text is short and of one byte a unit: then it is written. */
  #short(text: string, from: number): boolean {
    const { length } = text;
    if (length > SHORT) return false;
    const bytes = this.#bytes;
    for (let at = 0; at < length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit > 0x7f) return false;
      bytes[from + at] = unit;
    }
    return true;
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
