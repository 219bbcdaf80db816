import { utf8Pieces } from '@/lib/imports/reading/encoding';
import { ReportError } from '@/lib/imports/reading/errors';
import * as json from '@/lib/imports/reading/json-bytes';
import { JsonScanner, type ScanFollower } from '@/lib/imports/reading/json-scanner';
import type { ReadLimits } from '@/lib/imports/reading/limits';
import type { ByteSource } from '@/lib/imports/reading/source';

const LINE_FEED = 0x0a;

/** A document as it stands; a lone object; objects line by line (https://jsonlines.org). */
export type JsonLayout = 'document' | 'object' | 'lines';

/**
 * How a JSON text is laid out. It is lines where an object fills the first of them and another one begins the next; a
 * line may be as long as a record.
 */
export async function jsonLayout(source: ByteSource, limits: ReadLimits): Promise<JsonLayout> {
  let first = 0;
  let last = 0;
  let lineEnd = -1;
  let read = 0;
  for await (const piece of utf8Pieces(source, limits)) {
    let at = 0;
    if (first === 0) {
      at = contentFrom(piece, 0);
      first = piece[at] ?? 0;
      if (first !== 0 && first !== json.OPEN_OBJECT) return 'document';
    }
    if (lineEnd < 0) {
      const end = piece.indexOf(LINE_FEED, at);
      if (end >= 0) lineEnd = read + end;
      last = lastContent(piece, at, end >= 0 ? end : piece.length) ?? last;
      at = end >= 0 ? end : piece.length;
    }
    const next = piece[contentFrom(piece, at)];
    if (next !== undefined) {
      const likely = last === json.CLOSE_OBJECT && next === json.OPEN_OBJECT;
      return likely && (await isWhole(source, limits, lineEnd)) ? 'lines' : 'object';
    }
    read += piece.length;
    if (read > limits.record) break;
  }
  return 'object';
}

/** Whether the first bytes are a JSON value, and not the beginning of a document that broke there. */
async function isWhole(source: ByteSource, limits: ReadLimits, length: number): Promise<boolean> {
  const scanner = new JsonScanner(NOBODY, limits);
  let left = length;
  try {
    for await (const piece of utf8Pieces(source, limits)) {
      scanner.push(piece.subarray(0, left));
      left -= piece.length;
      if (left <= 0) break;
    }
    scanner.end();
    return true;
  } catch (error) {
    if (error instanceof ReportError) return false;
    throw error;
  }
}

const nothing = () => {};
const NOBODY: ScanFollower = {
  startChunk: nothing,
  endChunk: nothing,
  valueStarts: () => true,
  valueEnds: nothing,
  cutEnds: nothing,
  keyStarts: nothing,
  keyEnds: nothing,
  opens: nothing,
  comma: nothing,
  closes: nothing,
  path: () => undefined,
};

/**
 * The bytes of a text without array as those of an array, for a scanner that knows of it and closes the array: a bracket
 * before and, between lines, a mark in the place of a line break, so that every byte but the bracket keeps its offset.
 */
export async function* asArray(pieces: AsyncIterable<Uint8Array>, layout: JsonLayout): AsyncGenerator<Uint8Array> {
  yield Uint8Array.of(json.OPEN_ARRAY);
  if (layout === 'lines') yield* separated(pieces);
  else yield* pieces;
}

async function* separated(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  /** What lies before here; a line break is held back until it is known whether another line follows. */
  let before: 'nothing' | 'line' | 'value' = 'nothing';
  for await (const piece of pieces) {
    const at = before === 'value' ? 0 : contentFrom(piece, 0);
    if (at === piece.length) {
      yield piece;
      continue;
    }
    if (before === 'line') yield Uint8Array.of(json.LINE_MARK);
    before = 'value';
    const copy = new Uint8Array(piece);
    const lastBreak = putMarks(copy, at);
    if (lastBreak < 0) {
      yield copy;
      continue;
    }
    before = 'line';
    yield copy.subarray(0, lastBreak);
    yield copy.subarray(lastBreak + 1);
  }
  if (before === 'line') yield Uint8Array.of(LINE_FEED);
}

/** Marks the line breaks that a value follows; gives the place of the one that none follows, else −1. */
function putMarks(bytes: Uint8Array, from: number): number {
  let end = bytes.indexOf(LINE_FEED, from);
  while (end >= 0) {
    const next = contentFrom(bytes, end);
    if (next === bytes.length) return end;
    bytes[end] = json.LINE_MARK;
    end = bytes.indexOf(LINE_FEED, next);
  }
  return -1;
}

/** Where the next byte is that is no white space; the length where there is none. */
function contentFrom(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isSpace(bytes[at] ?? 0)) at++;
  return at;
}

function lastContent(bytes: Uint8Array, from: number, before: number): number | undefined {
  let at = before - 1;
  while (at >= from && isSpace(bytes[at] ?? 0)) at--;
  return at < from ? undefined : bytes[at];
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
