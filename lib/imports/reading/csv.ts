import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, type Info, parse } from 'csv-parse';
import type { CsvRecord } from '@/lib/imports/parsers/types';
import { ByteBuilder } from '@/lib/imports/reading/byte-builder';
import { utf8Pieces } from '@/lib/imports/reading/encoding';
import { ReportError, type ReportErrorCode } from '@/lib/imports/reading/errors';
import type { RecordText } from '@/lib/imports/reading/json';
import type { ReadLimits } from '@/lib/imports/reading/limits';
import type { ByteSource } from '@/lib/imports/reading/source';

const DELIMITERS = [',', ';', '\t', '|'];
const BATCH = 500;
const HEAD = 64 * 1024;
const MOST_COLUMNS = 2_000;

/** Rows that may stand above the header, and how wide the header is where some do. */
const LETTERHEAD_ROWS = 10;
const LETTERHEAD_COLUMNS = 8;

/** The names of the columns, trimmed. Those without a name, as spreadsheets leave them, may be several. */
export async function csvHeader(source: ByteSource, limits: ReadLimits): Promise<string[]> {
  for await (const { cells } of table(source, limits)) return header(cells);
  throw new ReportError('empty_file');
}

/** The rows below the header by column name, in batches; `line` is where a row begins. Empty rows are none. */
export async function* csvRecords(
  source: ByteSource,
  limits: ReadLimits,
): AsyncGenerator<{ records: RecordText<CsvRecord>[]; bytes: number }> {
  let names: string[] | undefined;
  let records: RecordText<CsvRecord>[] = [];
  let bytes = 0;
  let count = 0;
  for await (const { cells, line, bytes: read } of table(source, limits)) {
    bytes = read;
    if (!names) {
      names = header(cells);
      continue;
    }
    count++;
    if (count > limits.records) throw new ReportError('too_many_records', { line }, { limit: limits.records });
    if (cells.length !== names.length) throw new ReportError('csv_ragged', { line }, { reason: ragged(cells, names) });
    const row = rowOf(names, cells);
    records.push({ record: { row, line }, text: JSON.stringify(row) });
    if (records.length < BATCH) continue;
    yield { records, bytes };
    records = [];
  }
  yield { records, bytes };
}

function ragged(cells: readonly string[], names: readonly string[]): string {
  return `${cells.length} cells in a row of a table with ${names.length} columns`;
}

/** The header and what is below it. */
async function* table(source: ByteSource, limits: ReadLimits): AsyncGenerator<Row> {
  let above = await letterhead(source, limits);
  for await (const row of rows(source, limits)) {
    if (above > 0) above--;
    else yield row;
  }
}

/** Some tools (Qualys) write who made the report above the header: rows less than half as wide as it is. */
async function letterhead(source: ByteSource, limits: ReadLimits): Promise<number> {
  let widest = 0;
  let above = 0;
  let index = 0;
  for await (const { cells } of rows(source, limits)) {
    if (index > 0 && cells.length >= LETTERHEAD_COLUMNS && cells.length > widest * 2) above = index;
    widest = Math.max(widest, cells.length);
    index++;
    if (index === LETTERHEAD_ROWS) break;
  }
  return above;
}

function rowOf(names: readonly string[], cells: readonly string[]): Record<string, string> {
  const named = names.map((name, index) => [name, cells[index] ?? ''] as const);
  return Object.fromEntries(named.filter(([name]) => name !== ''));
}

function header(cells: readonly string[]): string[] {
  const names = cells.map((cell) => cell.trim());
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
  if (twice !== undefined || names.length > MOST_COLUMNS) {
    throw new ReportError('csv_header', { line: 1 }, { column: (twice ?? '').slice(0, 100), count: names.length });
  }
  return names;
}

type Row = { readonly cells: readonly string[]; readonly line: number; readonly bytes: number };

async function* rows(source: ByteSource, limits: ReadLimits): AsyncGenerator<Row> {
  const parser = parse({
    delimiter: await delimiter(source, limits),
    info: true,
    max_record_size: limits.record,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
  });
  const feeding = pipeline(Readable.from(utf8Pieces(source, limits), { objectMode: false }), parser);
  feeding.catch(() => undefined);
  try {
    for await (const { record, info } of typed(parser)) {
      yield { cells: record, line: info.lines - breaksIn(record), bytes: info.bytes };
    }
    await feeding;
  } catch (error) {
    throw error instanceof CsvError ? refusal(error) : error;
  } finally {
    parser.destroy();
  }
}

/** What csv-parse gives with `info: true`. */
function typed(
  parser: AsyncIterable<{ record: string[]; info: Info }>,
): AsyncIterable<{ record: string[]; info: Info }> {
  return parser;
}

const CODES: Readonly<Record<string, ReportErrorCode>> = {
  CSV_MAX_RECORD_SIZE: 'too_large_record',
  CSV_QUOTE_NOT_CLOSED: 'truncated',
};

/** csv-parse names the line in its message: of an opening quote, or of the end of a row. */
function refusal(error: CsvError): ReportError {
  const named = /\bline (\d+)/.exec(error.message)?.[1];
  const cells: unknown = error.record;
  const line = named === undefined ? undefined : Number(named) - (Array.isArray(cells) ? breaksIn(cells) : 0);
  return new ReportError(CODES[error.code] ?? 'csv_malformed', { line }, { reason: error.message.slice(0, 200) });
}

/** A row is counted at its end, a person looks for its beginning. */
function breaksIn(cells: readonly unknown[]): number {
  return cells.join('').split('\n').length - 1;
}

/** The character that most often divides the first line, outside of quotes. */
async function delimiter(source: ByteSource, limits: ReadLimits): Promise<string> {
  const start = await head(source, limits);
  const line =
    start
      .trimStart()
      .replace(/"[^"]*"/g, '')
      .split(/[\r\n]/, 1)[0] ?? '';
  const counts = DELIMITERS.map((mark) => line.split(mark).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** The first 64 kB, in whatever pieces they arrive. */
async function head(source: ByteSource, limits: ReadLimits): Promise<string> {
  const bytes = new ByteBuilder();
  for await (const piece of utf8Pieces(source, limits)) {
    bytes.append(piece, 0, Math.min(piece.length, HEAD - bytes.length));
    if (bytes.length === HEAD) break;
  }
  return bytes.text();
}
