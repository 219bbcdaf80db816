import type { Json } from '@/lib/core/json';
import type { JsonParser, JsonRecord } from '@/lib/imports/parsers/types';
import { utf8Pieces } from '@/lib/imports/reading/encoding';
import { ReportError } from '@/lib/imports/reading/errors';
import { type CutRecord, JsonCutter } from '@/lib/imports/reading/json-cutter';
import { asArray, type JsonLayout, jsonLayout } from '@/lib/imports/reading/json-lines';
import { compilePaths } from '@/lib/imports/reading/json-paths';
import { RecordPlaces } from '@/lib/imports/reading/json-places';
import { JsonScanner, type ScanFollower } from '@/lib/imports/reading/json-scanner';
import type { ReadLimits } from '@/lib/imports/reading/limits';
import type { ByteSource } from '@/lib/imports/reading/source';

/** Elements of each array that recognition sees. */
const OUTLINE_ELEMENTS = 3;
/** Bytes whose records are given together: some milliseconds' work, after which others get their turn. */
const AT_ONCE = 64 * 1024;

/** `digest`: of the record and what its parser reads beside it, where the parser can tell. */
export type RecordText<R> = { readonly record: R; readonly text: string; readonly digest?: Buffer };

/** Looks at a record's bytes before it is parsed; they are valid during the call. `known` ones are left out. */
export type RecordLook = (
  bytes: Uint8Array,
  pattern: string,
  keys: readonly (string | number)[],
) => { readonly digest: Buffer; readonly known: boolean };

export type JsonOutline = { readonly outline: Json; readonly whole: boolean; readonly layout: JsonLayout };

/**
 * The document with each array cut to its first elements; JSON lines are one array. With `head`, only so many bytes are
 * read and whatever is open there is closed; `whole` says whether that was all.
 */
export async function jsonOutline(
  source: ByteSource,
  limits: ReadLimits,
  head = Number.POSITIVE_INFINITY,
): Promise<JsonOutline> {
  const layout = await jsonLayout(source, limits);
  const cutter = new JsonCutter({ limits, elements: OUTLINE_ELEMENTS, keepSkeleton: true });
  const { scanner, pieces } = scanned(source, cutter, limits, layout === 'lines' ? layout : 'document');
  let read = 0;
  for await (const piece of pieces) {
    if (read >= head) {
      const closed = cutter.closedSkeleton();
      return { outline: closed === '' ? null : parse(closed), whole: false, layout };
    }
    scanner.push(piece);
    read += piece.length;
  }
  scanner.end();
  return { outline: parse(cutter.skeleton()), whole: true, layout };
}

/**
 * The whole document without the parser's records, and where those lie; null where that is not worth knowing. Proves
 * besides that the document is well-formed to its end.
 */
export async function jsonSkeleton(
  source: ByteSource,
  parser: JsonParser,
  limits: ReadLimits,
): Promise<{ skeleton: Json; places: RecordPlaces | null }> {
  const paths = compilePaths(parser.records, parser.ignored);
  const layout = await layoutFor(source, parser, limits);
  const places = new RecordPlaces();
  const cutter = new JsonCutter({ limits, paths, places, keepSkeleton: true });
  const { scanner, pieces } = scanned(source, cutter, limits, layout);
  for await (const piece of pieces) scanner.push(piece);
  scanner.end();
  // Lines are read as an array that they are not: places count its brackets.
  return { skeleton: parse(cutter.skeleton()), places: layout === 'document' && places.whole ? places : null };
}

/**
 * The records in the order of the document, those of one piece of input at a time; `bytes` is how far it was read, `known`
 * how many of the piece were left out because they are known.
 * @param places where they lie, as `jsonSkeleton` found it; null: they are looked for
 */
export async function* jsonRecords(
  source: ByteSource,
  parser: JsonParser,
  limits: ReadLimits,
  places: RecordPlaces | null,
  look?: RecordLook,
): AsyncGenerator<{ records: RecordText<JsonRecord>[]; bytes: number; known: number }> {
  let records: RecordText<JsonRecord>[] = [];
  let known = 0;
  const onRecord: CutRecord = (bytes, pattern, keys) => {
    const seen = look?.(bytes, pattern, keys);
    if (seen?.known) {
      known += 1;
      return;
    }
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    records.push({ record: { pattern, keys, value: parse(text) }, text, ...(seen && { digest: seen.digest }) });
  };
  const { scanner, pieces } = places
    ? { scanner: places.cutter(onRecord), pieces: utf8Pieces(source, limits) }
    : await scannedRecords(source, parser, limits, onRecord);
  let bytes = 0;
  for await (const whole of pieces) {
    for (let from = 0; from < whole.length; from += AT_ONCE) {
      const piece = whole.subarray(from, from + AT_ONCE);
      scanner.push(piece);
      bytes += piece.length;
      yield { records, bytes, known };
      records = [];
      known = 0;
    }
  }
  scanner.end();
}

async function scannedRecords(source: ByteSource, parser: JsonParser, limits: ReadLimits, onRecord: CutRecord) {
  const paths = compilePaths(parser.records, parser.ignored);
  const cutter = new JsonCutter({ limits, paths, onRecord, keepSkeleton: false });
  return scanned(source, cutter, limits, await layoutFor(source, parser, limits));
}

/** Formats that are never written line by line are documents, without looking. */
async function layoutFor(source: ByteSource, parser: JsonParser, limits: ReadLimits): Promise<JsonLayout> {
  return parser.lines ? jsonLayout(source, limits) : 'document';
}

function scanned(
  source: ByteSource,
  follower: ScanFollower,
  limits: ReadLimits,
  layout: JsonLayout,
): { scanner: JsonScanner; pieces: AsyncIterable<Uint8Array> } {
  const pieces = utf8Pieces(source, limits);
  if (layout === 'document') return { scanner: new JsonScanner(follower, limits), pieces };
  return { scanner: new JsonScanner(follower, limits, true), pieces: asArray(pieces, layout) };
}

/** JSON.parse makes a key `__proto__` an own property, so nothing here can reach a prototype. */
function parse(text: string): Json {
  try {
    const value: Json = JSON.parse(text);
    return text.includes('\\u0000') ? withoutNul(value) : value;
  } catch (error) {
    throw new ReportError('json_malformed', {}, { reason: error instanceof Error ? error.message.slice(0, 200) : '' });
  }
}

/** PostgreSQL's text cannot hold U+0000, which JSON can write as an escape: it becomes U+FFFD. */
function withoutNul(value: Json): Json {
  if (typeof value === 'string') return value.replaceAll('\0', '\ufffd');
  if (Array.isArray(value)) return value.map(withoutNul);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.replaceAll('\0', '\ufffd'), withoutNul(item)]),
  );
}
