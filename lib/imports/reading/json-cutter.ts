import { ByteBuilder } from '@/lib/imports/reading/byte-builder';
import { ReportError } from '@/lib/imports/reading/errors';
import { type PathNode, writePath } from '@/lib/imports/reading/json-paths';
import type { RecordPlaces } from '@/lib/imports/reading/json-places';
import type { ScanFollower } from '@/lib/imports/reading/json-scanner';
import type { ReadLimits } from '@/lib/imports/reading/limits';

export type CutRecord = (bytes: Uint8Array, pattern: string, keys: readonly (string | number)[]) => void;

type Options = {
  readonly limits: ReadLimits;
  /** Where records lie; without it only `elements` cuts. */
  readonly paths?: PathNode;
  /** Each record's bytes, valid during the call. Without it records are left out and forgotten. */
  readonly onRecord?: CutRecord;
  /** Learns where each record lies. */
  readonly places?: RecordPlaces;
  /** Arrays are cut after so many elements. */
  readonly elements?: number;
  readonly keepSkeleton: boolean;
};

const NULL = Buffer.from('null');

/**
 * Divides a document that the scanner walks into its records and the rest, the skeleton: arrays of records become empty,
 * a member that is a record becomes `null`.
 */
export class JsonCutter implements ScanFollower {
  records = 0;
  readonly #skeleton = new ByteBuilder();
  readonly #captured = new ByteBuilder();
  #chunk: Uint8Array = new Uint8Array();
  #offset = 0;
  /** Where the kept (or captured, or key) bytes of this chunk begin; −1 while nothing is taken. */
  #keepFrom: number;
  #cutFrom = -1;
  #keyFrom = -1;
  #cutStart = 0;
  #depth = 0;
  #cutPattern: string | undefined;
  readonly #nodes: (PathNode | undefined)[] = [];
  readonly #keys: (string | number)[] = [];
  /** Per open container: −1 for an object, else the index of the element that comes. */
  readonly #next: number[] = [];
  readonly #cutIndex: number[] = [];
  /** The skeleton up to here, closed `#safeDepth` times, is a whole document. */
  #safeLength = 0;
  #safeDepth = 0;

  constructor(readonly options: Options) {
    this.#keepFrom = options.keepSkeleton ? 0 : -1;
  }

  startChunk(chunk: Uint8Array, offset: number): void {
    this.#chunk = chunk;
    this.#offset = offset;
  }

  endChunk(): void {
    if (this.#keepFrom >= 0) this.#keep(this.#chunk.length, 0);
    if (this.#keyFrom >= 0) {
      this.#captured.append(this.#chunk, this.#keyFrom);
      this.#keyFrom = 0;
    }
    if (this.#cutFrom >= 0) {
      this.#checkRecord(this.#chunk.length);
      this.#captured.append(this.#chunk, this.#cutFrom);
      this.#cutFrom = 0;
    }
  }

  valueStarts(at: number, depth: number): boolean {
    const isArray = depth > 0 && this.#next[depth] !== -1;
    const parent = this.#nodes[depth];
    let node = depth === 0 ? this.options.paths : undefined;
    let cut = false;
    if (isArray) {
      const index = this.#next[depth] ?? 0;
      this.#next[depth] = index + 1;
      this.#keys[depth] = index;
      node = parent?.element;
      cut = index >= (this.#cutIndex[depth] ?? Number.POSITIVE_INFINITY);
    } else if (parent && depth > 0) {
      node = parent.members.get(String(this.#keys[depth])) ?? parent.member;
    }
    this.#nodes[depth + 1] = node;
    if (!cut && node?.pattern === undefined && !node?.ignored) return false;
    this.#startCut(at, depth, node?.pattern, isArray);
    return true;
  }

  #startCut(at: number, depth: number, pattern: string | undefined, isArray: boolean): void {
    this.#keys.length = depth + 1;
    this.#cutPattern = pattern;
    this.#cutStart = this.#offset + at;
    if (pattern !== undefined) {
      this.records++;
      if (this.records > this.options.limits.records) {
        throw new ReportError('too_many_records', { offset: this.#cutStart }, { limit: this.options.limits.records });
      }
      this.#captured.truncate(0);
      if (this.options.onRecord) this.#cutFrom = at;
    }
    if (this.#keepFrom < 0) return;
    this.#keep(at, -1);
    if (!isArray) this.#skeleton.append(NULL);
  }

  cutEnds(at: number): void {
    const depth = this.#keys.length - 1;
    if (this.#cutPattern !== undefined) {
      this.#checkRecord(at);
      this.options.places?.add(this.#cutStart, this.#offset + at, this.#cutPattern, this.#path());
    }
    if (this.#cutFrom >= 0 && this.#cutPattern !== undefined) {
      const bytes = this.#recordBytes(at);
      this.#cutFrom = -1;
      this.options.onRecord?.(bytes, this.#cutPattern, this.#path());
    }
    this.#cutPattern = undefined;
    const inArray = depth > 0 && this.#next[depth] !== -1;
    if (this.options.keepSkeleton && !inArray) this.#keepFrom = at;
  }

  valueEnds(at: number, depth: number): void {
    this.#markSafe(at, depth);
  }

  keyStarts(at: number, depth: number): void {
    if (!this.#nodes[depth] && this.options.elements === undefined) return;
    this.#captured.truncate(0);
    this.#keyFrom = at;
  }

  keyEnds(at: number, depth: number): void {
    if (this.#keyFrom < 0) return;
    this.#captured.append(this.#chunk, this.#keyFrom, at);
    this.#keyFrom = -1;
    const key: unknown = JSON.parse(this.#captured.text());
    this.#keys[depth] = typeof key === 'string' ? key : '';
  }

  opens(after: number, depth: number, isArray: boolean): void {
    this.#depth = depth;
    this.#next[depth] = isArray ? 0 : -1;
    this.#keys[depth] = isArray ? 0 : '';
    const element = isArray ? this.#nodes[depth]?.element : undefined;
    const allRecords = element?.pattern !== undefined || element?.ignored === true;
    this.#cutIndex[depth] = allRecords ? 0 : (this.options.elements ?? Number.POSITIVE_INFINITY);
    this.#markSafe(after, depth);
    if (allRecords && this.#keepFrom >= 0) this.#keep(after, -1);
  }

  comma(at: number, depth: number): void {
    const next = this.#next[depth] ?? -1;
    if (next >= 0 && next >= (this.#cutIndex[depth] ?? 0) && this.#keepFrom >= 0) this.#keep(at, -1);
  }

  closes(at: number, depth: number): void {
    this.#depth = depth - 1;
    if (this.options.keepSkeleton && this.#keepFrom < 0) this.#keepFrom = at;
  }

  /** The record that is being cut out; where only arrays are cut, the innermost place. */
  path(): string | undefined {
    if (this.#cutPattern !== undefined) return writePath(this.#path());
    if (this.options.elements === undefined) return undefined;
    const keys = this.#keys.slice(1, this.#depth + 1);
    return writePath(keys.at(-1) === '' ? keys.slice(0, -1) : keys) || undefined;
  }

  /** The document without its records, as JSON text. */
  skeleton(): string {
    return this.#skeleton.text();
  }

  /** The same for a document that ended early: every open container closed after its last whole value. */
  closedSkeleton(): string {
    const closers: string[] = [];
    for (let depth = this.#safeDepth; depth > 0; depth--) closers.push(this.#next[depth] === -1 ? '}' : ']');
    this.#skeleton.truncate(this.#safeLength);
    return this.#skeleton.text() + closers.join('');
  }

  #markSafe(at: number, depth: number): void {
    this.#safeLength = this.#skeleton.length + (this.#keepFrom < 0 ? 0 : at - this.#keepFrom);
    this.#safeDepth = depth;
  }

  #keep(to: number, next: number): void {
    this.#skeleton.append(this.#chunk, this.#keepFrom, to);
    this.#keepFrom = next;
    if (this.#skeleton.length > this.options.limits.skeleton) {
      const limit = this.options.limits.skeleton;
      throw new ReportError('too_large_document', { offset: this.#offset + to }, { limit });
    }
  }

  #recordBytes(at: number): Uint8Array {
    if (this.#captured.length === 0) return this.#chunk.subarray(this.#cutFrom, at);
    this.#captured.append(this.#chunk, this.#cutFrom, at);
    return this.#captured.view();
  }

  #checkRecord(at: number): void {
    const limit = this.options.limits.record;
    if (this.#offset + at - this.#cutStart <= limit) return;
    throw new ReportError('too_large_record', { offset: this.#cutStart, path: this.path() }, { limit });
  }

  #path(): readonly (string | number)[] {
    return this.#keys.slice(1);
  }
}
