import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { DigestIndex } from '@/lib/imports/apply/digests';
import { DIGEST } from '@/lib/imports/digest';

/**
 * Every tuple is one value of fixed length, so that the answer of COPY is itself the table: nothing is decoded before it is
 * asked for. PostgreSQL, "COPY", Binary Format: a header of 19 bytes; per tuple the number of fields (2), the field's
 * length (4), the field; at the end −1 (2).
 */
const HEADER = 19;
const BEFORE = 6;
const IDENTITY = BEFORE;
const CONTENT = IDENTITY + DIGEST;
const RECORD = CONTENT + DIGEST;
const ID = RECORD + DIGEST;
const OCCURRENCES = ID + 4;
const SEVERITY = OCCURRENCES + 4;
const FLAGS = SEVERITY + 2;
const STRIDE = FLAGS + 2;

const PRESENT = 1;
const STALE = 2;
const FIXED = 4;
const RECORDED = 8;
const UNREACHED = 16;

/** A uuid and an instant in ISO 8601: COPY takes no parameters. */
function evidenceOf(sourceId: string, scanAt: Date): string {
  return `COPY (
    SELECT e.identity || e.content_hash || coalesce(e.record_hash, '\\x${'00'.repeat(DIGEST)}') || int4send(e.finding_id)
      || int4send(e.occurrences) || int2send(e.severity) || int2send((
        CASE WHEN e.present THEN ${PRESENT} ELSE 0 END + CASE WHEN e.last_seen_at > '${scanAt.toISOString()}' THEN ${STALE} ELSE 0 END
        + CASE WHEN f.status = 'fixed' THEN ${FIXED} ELSE 0 END + CASE WHEN e.record_hash IS NULL THEN 0 ELSE ${RECORDED} END
        + CASE WHEN e.unreached THEN ${UNREACHED} ELSE 0 END)::int2)
    FROM finding_source e JOIN finding f ON f.id = e.finding_id
    WHERE e.source_id = '${sourceId}' ORDER BY e.finding_id) TO STDOUT (FORMAT binary)`;
}

/** Memory that threads share. */
export type SharedEvidence = { readonly table: SharedArrayBuffer; readonly hits: SharedArrayBuffer };

/**
 * What a source has reported so far, by the identity of its findings, by their records and by finding: enough to tell in
 * memory (about 120 bytes a finding) which of a report is known, unchanged or gone. Entries are numbers from 0.
 */
export class KnownEvidence {
  readonly #identities: DigestIndex;
  readonly #records: DigestIndex;
  /** The report says something of it that has to be compared. */
  readonly #differs: Uint8Array;
  readonly size: number;
  private readonly table: Buffer;

  private constructor(
    private readonly bytes: SharedArrayBuffer,
    /** Equal records that the report holds of each entry: counted by whoever reads it and whoever places it. */
    private readonly hits: Int32Array<SharedArrayBuffer>,
  ) {
    const size = hits.length;
    const table = Buffer.from(bytes);
    this.size = size;
    this.table = table;
    this.#identities = new DigestIndex(size);
    this.#records = new DigestIndex(size);
    this.#differs = new Uint8Array(size);
    for (let entry = 0; entry < size; entry += 1) {
      const at = this.#at(entry);
      this.#identities.add(table, entry, at + IDENTITY);
      if (this.#has(entry, RECORDED)) this.#records.add(table, entry, at + RECORD);
    }
  }

  static none(): KnownEvidence {
    return KnownEvidence.of({ table: new SharedArrayBuffer(0), hits: new SharedArrayBuffer(0) });
  }

  /** What another thread has found. */
  static of({ table, hits }: SharedEvidence): KnownEvidence {
    return new KnownEvidence(table, new Int32Array(hits));
  }

  /** Call under the source's lock. */
  static async load(client: pg.ClientBase, sourceId: string, scanAt: Date): Promise<KnownEvidence> {
    const pieces: Buffer[] = [];
    for await (const piece of client.query(copyTo(evidenceOf(sourceId, scanAt)))) pieces.push(piece);
    const table = new SharedArrayBuffer(pieces.reduce((sum, { length }) => sum + length, 0));
    const bytes = Buffer.from(table);
    let at = 0;
    for (const piece of pieces) at += piece.copy(bytes, at);
    const size = Math.max(0, Math.floor((bytes.length - HEADER) / STRIDE));
    return KnownEvidence.of({ table, hits: new SharedArrayBuffer(4 * size) });
  }

  /** For another thread, which counts in the same place. */
  get shared(): SharedEvidence {
    return { table: this.bytes, hits: this.hits.buffer };
  }

  /** −1 where the source has not reported it. */
  byIdentity(identity: Buffer): number {
    return this.size === 0 ? -1 : this.#identities.find(identity);
  }

  /** Counts a finding as reported where the source has reported it in the same words. */
  knowsWords(identity: Buffer, content: Buffer): boolean {
    const entry = this.byIdentity(identity);
    if (entry < 0 || !this.sameContent(entry, content)) return false;
    this.hit(entry);
    return true;
  }

  /** Counts a finding as reported where the source knows it, whatever is said of it. */
  knowsIdentity(identity: Buffer): boolean {
    const entry = this.byIdentity(identity);
    if (entry >= 0) this.hit(entry);
    return entry >= 0;
  }

  /** Counts a finding as reported where the source knows its very record. */
  knows(record: Buffer): boolean {
    const entry = this.size === 0 ? -1 : this.#records.find(record);
    if (entry >= 0) this.hit(entry);
    return entry >= 0;
  }

  byFinding(id: number): number {
    let [low, high] = [0, this.size - 1];
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.findingOf(middle);
      if (found === id) return middle;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  findingOf(entry: number): number {
    return this.table.readInt32BE(this.#at(entry) + ID);
  }

  sameContent(entry: number, content: Buffer): boolean {
    const at = this.#at(entry) + CONTENT;
    return this.table.compare(content, 0, DIGEST, at, at + DIGEST) === 0;
  }

  /** The report holds a record of this entry that says the same as before. */
  hit(entry: number): void {
    Atomics.add(this.hits, entry, 1);
  }

  /** The report holds a record of this entry that says something else. */
  differ(entry: number): void {
    this.#differs[entry] = 1;
  }

  /** The report is, byte for byte, the one that the source reported last. */
  hitAll(): void {
    for (let entry = 0; entry < this.size; entry += 1) {
      if (this.#has(entry, PRESENT)) this.hits[entry] = this.#occurrences(entry);
    }
  }

  /** Findings that the report holds as they were, with how often, where that is to be compared: all else is unchanged. */
  *toCompare(): Generator<{ readonly findingId: number; readonly hits: number }> {
    for (let entry = 0; entry < this.size; entry += 1) {
      const hits = this.hits[entry] ?? 0;
      if (hits > 0 && !this.#isUnchanged(entry)) yield { findingId: this.findingOf(entry), hits };
    }
  }

  /** Records beyond the first of each finding that is unchanged. */
  repeats(): number {
    let repeats = 0;
    for (let entry = 0; entry < this.size; entry += 1) {
      if (this.#isUnchanged(entry)) repeats += (this.hits[entry] ?? 0) - 1;
    }
    return repeats;
  }

  #isUnchanged(entry: number): boolean {
    if (this.#differs[entry] !== 0 || this.#occurrences(entry) !== this.hits[entry]) return false;
    return this.#has(entry, PRESENT) && !this.#has(entry, FIXED);
  }

  #occurrences(entry: number): number {
    return this.table.readInt32BE(this.#at(entry) + OCCURRENCES);
  }

  /** Findings of the report that the source knew. */
  seen(): number[] {
    return this.#findings((entry) => this.#isSeen(entry));
  }

  /** Those of them that its newest reports did not reach. */
  reached(): number[] {
    return this.#findings((entry) => this.#isSeen(entry) && this.#has(entry, UNREACHED));
  }

  /** Findings that the source reported until now, and that the report does not hold. */
  gone(): number[] {
    return this.#findings((entry) => !this.#isSeen(entry) && this.#has(entry, PRESENT) && !this.#has(entry, STALE));
  }

  #findings(test: (entry: number) => boolean): number[] {
    const ids: number[] = [];
    for (let entry = 0; entry < this.size; entry += 1) if (test(entry)) ids.push(this.findingOf(entry));
    return ids;
  }

  #isSeen(entry: number): boolean {
    return this.hits[entry] !== 0 || this.#differs[entry] !== 0;
  }

  #at(entry: number): number {
    return HEADER + entry * STRIDE;
  }

  #has(entry: number, flag: number): boolean {
    return (this.table.readInt16BE(this.#at(entry) + FLAGS) & flag) !== 0;
  }
}
