import type { Appraisal } from '@/lib/findings/data/appraise';
import type { ReportRow } from '@/lib/imports/apply/row';
import { writeSegments } from '@/lib/imports/apply/segments';
import { DIGEST } from '@/lib/imports/digest';
import { ByteBuilder } from '@/lib/imports/reading/byte-builder';

/** Numbers a row: see `BatchBuilder.add` and `rowsOf`, which agree on them. */
const NUMBERS = 11;
const UNKNOWN = -1;

/**
 * Findings of a report, ready to be placed and written: as few large pieces, so that a thread hands them to another one
 * for next to nothing.
 */
export type RowBatch = {
  /**
   * A line a row: own fingerprint, and those under the vulnerability's other public ids, parted by blanks. One text: many
   * small ones are handed over one by one.
   */
  readonly names: string;
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** Memory of batches that were written; what is allocated by the megabyte keeps the garbage collector at work. */
const spare: ArrayBuffer[] = [];
const SPARE = 4;

/** Takes the memory of a batch back, of which nobody holds a row any more. */
export function reuse(memory: ArrayBuffer): void {
  if (spare.length < SPARE) spare.push(memory);
}

/** A record as the report has it. Findings of one record, which follow one another, have the same number. */
export type RawRecord = { readonly nth: number; readonly units: number; readonly bytes: Uint8Array };

/** A finding of a report. Digests are of 16 bytes; segments are fields of COPY (segments.ts). */
export type PreparedRow = {
  readonly fingerprint: string;
  readonly aliases: readonly string[];
  readonly identity: Buffer;
  readonly content: Buffer;
  readonly severity: number;
  readonly epss: number | null;
  readonly knownExploited: boolean | null;
  readonly finding: Uint8Array;
  readonly detail: Uint8Array;
  readonly evidence: Uint8Array;
  readonly raw: RawRecord;
};

/** Makes batches. */
export class BatchBuilder {
  #bytes = new ByteBuilder(spare.pop());
  #names: string[] = [];
  #numbers: number[] = [];
  #raw = '';
  #rawNth = 0;
  #rawPlace: readonly [from: number, to: number] | null = null;

  add(row: ReportRow, tokens: readonly number[], weight: Appraisal): void {
    const bytes = this.#bytes;
    const [rawFrom, rawTo] = this.#placeRaw(row.raw);
    const from = bytes.length;
    bytes.append(row.identity);
    bytes.append(row.content);
    const { finding, detail, evidence } = writeSegments(bytes, row, tokens, weight);
    const known = weight.knownExploited === null ? UNKNOWN : Number(weight.knownExploited);
    const own = [row.finding.severity, weight.epss ?? UNKNOWN, known];
    this.#numbers.push(...own, from, finding, detail, evidence, this.#rawNth, row.raw.length, rawFrom, rawTo);
    this.#names.push(row.aliases.length === 0 ? row.fingerprint : [row.fingerprint, ...row.aliases].join(' '));
  }

  #placeRaw(raw: string): readonly [number, number] {
    if (raw !== this.#raw || this.#rawNth === 0) {
      this.#raw = raw;
      this.#rawNth += 1;
      this.#rawPlace = null;
    }
    if (this.#rawPlace) return this.#rawPlace;
    const from = this.#bytes.length;
    this.#bytes.write(raw);
    this.#rawPlace = [from, this.#bytes.length];
    return this.#rawPlace;
  }

  /** What was added, which it forgets. */
  take(): RowBatch {
    const batch = {
      names: this.#names.join('\n'),
      numbers: new Float64Array(this.#numbers),
      bytes: this.#bytes.release(),
    };
    this.#names = [];
    this.#numbers = [];
    this.#rawPlace = null;
    this.#bytes = new ByteBuilder(spare.pop());
    return batch;
  }
}

/** The rows of a batch; they lie in its memory. */
export function rowsOf({ names, numbers, bytes }: RowBatch): PreparedRow[] {
  if (names === '') return [];
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return names.split('\n').map((own, row) => {
    const [fingerprint = '', ...aliases] = own.split(' ');
    const at = (number: number) => numbers[row * NUMBERS + number] ?? 0;
    const [from, findingTo, detailTo, evidenceTo] = [at(3), at(4), at(5), at(6)];
    const [epss, known] = [at(1), at(2)];
    return {
      fingerprint,
      aliases,
      identity: all.subarray(from, from + DIGEST),
      content: all.subarray(from + DIGEST, from + 2 * DIGEST),
      severity: at(0),
      epss: epss === UNKNOWN ? null : epss,
      knownExploited: known === UNKNOWN ? null : known === 1,
      finding: all.subarray(from + 2 * DIGEST, findingTo),
      detail: all.subarray(findingTo, detailTo),
      evidence: all.subarray(detailTo, evidenceTo),
      raw: { nth: at(7), units: at(8), bytes: all.subarray(at(9), at(10)) },
    };
  });
}
