import { randomBytes } from 'node:crypto';
import { DIGEST } from '@/lib/imports/digest';

const SEED = randomBytes(8).readInt32LE();
const EMPTY = -1;

/** Numbers by 16-byte digest, in 24 to 48 bytes an entry: open addressing, mixed with a secret of this process. */
export class DigestIndex {
  #capacity: number;
  #mask: number;
  #slots: Int32Array;
  #keys: Buffer;
  #values: Int32Array;
  #size = 0;

  constructor(expected = 0) {
    this.#capacity = 1 << Math.max(10, Math.ceil(Math.log2(expected + 1)));
    this.#mask = 2 * this.#capacity - 1;
    this.#slots = new Int32Array(2 * this.#capacity).fill(EMPTY);
    this.#keys = Buffer.alloc(this.#capacity * DIGEST);
    this.#values = new Int32Array(this.#capacity);
  }

  get size(): number {
    return this.#size;
  }

  /** The number under the digest that begins at `from` of `bytes`; −1 where there is none. */
  find(bytes: Buffer, from = 0): number {
    const entry = this.#slots[this.#slotOf(bytes, from)] ?? EMPTY;
    return entry === EMPTY ? EMPTY : (this.#values[entry] ?? EMPTY);
  }

  /** Keeps the first number that is given for a digest. */
  add(bytes: Buffer, value: number, from = 0): void {
    if (this.#size === this.#capacity) this.#grow();
    const slot = this.#slotOf(bytes, from);
    if (this.#slots[slot] !== EMPTY) return;
    this.#slots[slot] = this.#size;
    bytes.copy(this.#keys, this.#size * DIGEST, from, from + DIGEST);
    this.#values[this.#size] = value;
    this.#size += 1;
  }

  /** Where the digest is, or would be. */
  #slotOf(bytes: Buffer, from: number): number {
    const mixed =
      Math.imul(bytes.readInt32LE(from) ^ SEED, 0x9e3779b1) ^ Math.imul(bytes.readInt32LE(from + 4), 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & this.#mask;
    while (true) {
      const entry = this.#slots[slot] ?? EMPTY;
      if (entry === EMPTY || this.#equal(entry, bytes, from)) return slot;
      slot = (slot + 1) & this.#mask;
    }
  }

  #equal(entry: number, bytes: Buffer, from: number): boolean {
    const at = entry * DIGEST;
    for (let byte = 0; byte < DIGEST; byte += 4) {
      if (this.#keys.readInt32LE(at + byte) !== bytes.readInt32LE(from + byte)) return false;
    }
    return true;
  }

  #grow(): void {
    const [keys, values, size] = [this.#keys, this.#values, this.#size];
    this.#capacity *= 2;
    this.#mask = 2 * this.#capacity - 1;
    this.#slots = new Int32Array(2 * this.#capacity).fill(EMPTY);
    this.#keys = Buffer.alloc(this.#capacity * DIGEST);
    keys.copy(this.#keys);
    this.#values = new Int32Array(this.#capacity);
    this.#values.set(values);
    for (let entry = 0; entry < size; entry += 1) this.#slots[this.#slotOf(keys, entry * DIGEST)] = entry;
  }
}
