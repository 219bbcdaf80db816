import { isUtf8 } from 'node:buffer';
import { ReportError } from '@/lib/imports/reading/errors';
import type { ReadLimits } from '@/lib/imports/reading/limits';
import type { ByteSource } from '@/lib/imports/reading/source';

/** Longest piece handed on, so that what is read from one piece stays small. */
const PIECE = 256 * 1024;

/**
 * The report as valid UTF-8 without byte order mark and without NUL, in pieces that end between characters. UTF-16 with
 * a byte order mark is transcoded. Whatever is valid before a wrong byte is handed on before the error is thrown.
 */
export async function* utf8Pieces(source: ByteSource, limits: ReadLimits): AsyncGenerator<Uint8Array> {
  let offset = 0;
  const end = () => ({ offset });
  for await (const piece of decoded(source, end)) {
    if (offset + piece.length > limits.report) throw new ReportError('too_large_report', {}, { limit: limits.report });
    const bad = firstBad(piece);
    if (bad) {
      yield* sliced(piece.subarray(0, bad.at));
      throw new ReportError(bad.code, { offset: offset + bad.at });
    }
    yield* sliced(piece);
    offset += piece.length;
  }
}

function* sliced(piece: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < piece.length; ) {
    let to = Math.min(from + PIECE, piece.length);
    if (to < piece.length) to -= unfinished(piece.subarray(from, to));
    yield piece.subarray(from, to);
    from = to;
  }
}

async function* decoded(source: ByteSource, end: () => { offset: number }): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | undefined = new Uint8Array();
  let decoder: TextDecoder | undefined;
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of source()) {
    let bytes: Uint8Array = chunk;
    if (head) {
      head = Buffer.concat([head, chunk]);
      if (head.length < 4) continue;
      [decoder, bytes] = begin(head);
      head = undefined;
    }
    if (decoder) {
      yield transcode(decoder, bytes, true, end);
      continue;
    }
    const whole = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes;
    const cut = whole.length - unfinished(whole);
    rest = whole.slice(cut);
    if (cut > 0) yield whole.subarray(0, cut);
  }
  if (head) {
    [decoder, rest] = begin(head);
    if (decoder) yield transcode(decoder, rest, true, end);
  }
  if (decoder) yield transcode(decoder, new Uint8Array(), false, end);
  else {
    const cut = rest.length - unfinished(rest);
    if (cut > 0) yield rest.subarray(0, cut);
    if (cut < rest.length) throw new ReportError('truncated', end());
  }
}

/** The encoding that the first bytes announce, and the bytes after the mark. `undefined` is UTF-8. */
function begin(head: Uint8Array): [TextDecoder | undefined, Uint8Array] {
  const [a, b, c, d] = head;
  const utf32 = (a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff);
  if (utf32) throw new ReportError('encoding_unsupported', { offset: 0 }, { encoding: 'UTF-32' });
  if (a === 0xef && b === 0xbb && c === 0xbf) return [undefined, head.subarray(3)];
  if (a === 0xff && b === 0xfe) return [new TextDecoder('utf-16le', { fatal: true }), head.subarray(2)];
  if (a === 0xfe && b === 0xff) return [new TextDecoder('utf-16be', { fatal: true }), head.subarray(2)];
  const unmarked = (a === 0 && b !== 0 && c === 0 && d !== 0) || (a !== 0 && b === 0 && c !== 0 && d === 0);
  if (unmarked && head.length >= 4)
    throw new ReportError('encoding_unsupported', { offset: 0 }, { encoding: 'UTF-16' });
  return [undefined, head];
}

function transcode(
  decoder: TextDecoder,
  bytes: Uint8Array,
  stream: boolean,
  end: () => { offset: number },
): Uint8Array {
  try {
    return Buffer.from(decoder.decode(bytes, { stream }));
  } catch {
    throw new ReportError('encoding_unsupported', end(), { encoding: decoder.encoding.toUpperCase() });
  }
}

/** How many bytes at the end belong to a character that is not whole yet: 0 to 3. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < sequence(byte) ? back : 0;
  }
  return 0;
}

function sequence(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}

function firstBad(piece: Uint8Array): { at: number; code: 'nul_byte' | 'not_utf8' } | undefined {
  const nul = piece.indexOf(0);
  if (isUtf8(piece)) return nul < 0 ? undefined : { at: nul, code: 'nul_byte' };
  const wrong = firstInvalid(piece);
  return nul >= 0 && nul < wrong ? { at: nul, code: 'nul_byte' } : { at: wrong, code: 'not_utf8' };
}

/** Index of the first byte of the first ill-formed sequence. */
function firstInvalid(piece: Uint8Array): number {
  for (let at = 0; at < piece.length; ) {
    const byte = piece[at] ?? 0;
    const length = byte < 0x80 ? 1 : sequence(byte);
    if (length > 1 && !isUtf8(piece.subarray(at, at + length))) return at;
    at += length;
  }
  return piece.length;
}
