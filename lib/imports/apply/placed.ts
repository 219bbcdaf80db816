import { DigestIndex } from '@/lib/imports/apply/digests';
import type { PreparedRow } from '@/lib/imports/apply/row-batch';
import { DIGEST } from '@/lib/imports/digest';

/** The findings that a report has made so far, by identity, in about 100 bytes each: their records may come again. */
export class PlacedFindings {
  readonly #index = new DigestIndex();
  #ids = new Int32Array(1024);
  #hits = new Int32Array(1024);
  #severities = new Uint8Array(1024);
  #differs = new Uint8Array(1024);
  #contents = Buffer.alloc(1024 * DIGEST);
  #size = 0;

  /** −1 where there is none. */
  find(identity: Buffer): number {
    return this.#index.find(identity);
  }

  add({ identity, severity, content }: PreparedRow, aliases: readonly Buffer[], findingId: number): void {
    if (this.#size === this.#ids.length) this.#grow();
    const slot = this.#size;
    this.#ids[slot] = findingId;
    this.#hits[slot] = 1;
    this.#severities[slot] = severity;
    content.copy(this.#contents, slot * DIGEST);
    this.#size += 1;
    for (const digest of [identity, ...aliases]) this.#index.add(digest, slot);
  }

  /** Gives the finding another name. @returns whether it is new to the report */
  name(digest: Buffer, slot: number): boolean {
    if (this.#index.find(digest) >= 0) return false;
    this.#index.add(digest, slot);
    return true;
  }

  findingOf(slot: number): number {
    return this.#ids[slot] ?? 0;
  }

  /** A better record of it was met, and is staged. */
  differ(slot: number): void {
    this.#differs[slot] = 1;
  }

  hit(slot: number): void {
    this.#hits[slot] = (this.#hits[slot] ?? 0) + 1;
  }

  /** Whether this record counts rather than the one that is written: of equal ones the most severe, whatever their order. */
  isBetter(slot: number, { severity, content }: PreparedRow): boolean {
    const written = this.#severities[slot] ?? 0;
    if (severity !== written) return severity > written;
    return content.compare(this.#contents, slot * DIGEST, (slot + 1) * DIGEST) < 0;
  }

  /** Findings of which the report holds more than one record. */
  *repeated(): Generator<{ readonly findingId: number; readonly hits: number }> {
    for (let slot = 0; slot < this.#size; slot += 1) {
      const hits = this.#hits[slot] ?? 0;
      if (hits > 1 || this.#differs[slot] === 1) yield { findingId: this.findingOf(slot), hits };
    }
  }

  #grow(): void {
    const length = 2 * this.#ids.length;
    const [ids, hits, severities, differs] = [this.#ids, this.#hits, this.#severities, this.#differs];
    const contents = this.#contents;
    this.#ids = new Int32Array(length);
    this.#ids.set(ids);
    this.#hits = new Int32Array(length);
    this.#hits.set(hits);
    this.#severities = new Uint8Array(length);
    this.#severities.set(severities);
    this.#differs = new Uint8Array(length);
    this.#differs.set(differs);
    this.#contents = Buffer.alloc(length * DIGEST);
    contents.copy(this.#contents);
  }
}
