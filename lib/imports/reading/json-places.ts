import { ByteBuilder } from '@/lib/imports/reading/byte-builder';
import type { CutRecord } from '@/lib/imports/reading/json-cutter';

type Keys = readonly (string | number)[];

/** Records that follow one another under one pattern and in one container, from its element `first` on. */
type Run = { readonly from: number; readonly pattern: string; readonly parent: Keys; readonly first: string | number };

/** Beyond it (12 bytes a record, about 100 a run) places are not worth their memory. */
const PLACES_MAX = 2_000_000;
const RUNS_MAX = 50_000;

/** Where the records of a document lie, so that whoever reads it again need not look at each byte for them. */
export class RecordPlaces {
  #starts = new Float64Array(1024);
  #lengths = new Uint32Array(1024);
  #size = 0;
  readonly #runs: Run[] = [];
  #whole = true;

  /** Whether all records are held: a document may have too many, or too scattered ones. */
  get whole(): boolean {
    return this.#whole;
  }

  add(start: number, end: number, pattern: string, keys: Keys): void {
    if (!this.#whole) return;
    const run = this.#runs.at(-1);
    if (!run || !this.#continues(run, pattern, keys)) {
      this.#runs.push({ from: this.#size, pattern, parent: keys.slice(0, -1), first: keys.at(-1) ?? '' });
    }
    if (this.#size === this.#starts.length) this.#grow();
    this.#starts[this.#size] = start;
    this.#lengths[this.#size] = end - start;
    this.#size += 1;
    this.#whole = this.#size < PLACES_MAX && this.#runs.length < RUNS_MAX;
  }

  #continues({ from, pattern, parent, first }: Run, anotherPattern: string, keys: Keys): boolean {
    if (typeof first !== 'number' || keys.at(-1) !== first + this.#size - from) return false;
    if (pattern !== anotherPattern || keys.length !== parent.length + 1) return false;
    return parent.every((key, depth) => key === keys[depth]);
  }

  #grow(): void {
    const [starts, lengths] = [this.#starts, this.#lengths];
    this.#starts = new Float64Array(2 * starts.length);
    this.#starts.set(starts);
    this.#lengths = new Uint32Array(2 * lengths.length);
    this.#lengths.set(lengths);
  }

  /** Cuts the records out of the document's bytes, which arrive in pieces. */
  cutter(onRecord: CutRecord): PlacesCutter {
    const place = (record: number) => {
      const start = this.#starts[record] ?? 0;
      return record < this.#size ? { start, end: start + (this.#lengths[record] ?? 0) } : null;
    };
    return new PlacesCutter(place, this.#runs, onRecord);
  }
}

class PlacesCutter {
  readonly #captured = new ByteBuilder();
  #offset = 0;
  #record = 0;
  #run = 0;

  constructor(
    private readonly place: (record: number) => { readonly start: number; readonly end: number } | null,
    private readonly runs: readonly Run[],
    private readonly onRecord: CutRecord,
  ) {}

  push(piece: Uint8Array): void {
    const end = this.#offset + piece.length;
    for (let next = this.place(this.#record); next && next.start < end; next = this.place(this.#record)) {
      const from = Math.max(next.start - this.#offset, 0);
      if (next.end > end) {
        this.#captured.append(piece, from);
        break;
      }
      this.#give(piece.subarray(from, next.end - this.#offset));
    }
    this.#offset = end;
  }

  /** @throws where the document ended before its records did: it is not the one that was read before */
  end(): void {
    if (this.place(this.#record)) throw new Error('a report became shorter while it was read');
  }

  #give(rest: Uint8Array): void {
    while ((this.runs[this.#run + 1]?.from ?? Number.POSITIVE_INFINITY) <= this.#record) this.#run += 1;
    const run = this.runs[this.#run];
    if (!run) throw new Error('a record belongs to no run');
    const key = typeof run.first === 'number' ? run.first + this.#record - run.from : run.first;
    this.#record += 1;
    const keys = [...run.parent, key];
    if (this.#captured.length > 0) this.#captured.append(rest);
    this.onRecord(this.#captured.length > 0 ? this.#captured.view() : rest, run.pattern, keys);
    this.#captured.truncate(0);
  }
}
