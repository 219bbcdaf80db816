import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';

/** A row of a table that somebody filled in, with the line of the file at which it begins. */
export type CsvRow = { readonly cells: readonly string[]; readonly line: number };

export type CsvRows =
  | { readonly rows: readonly CsvRow[] }
  /** Where the file stops to be a table, and why. */
  | { readonly line: number; readonly reason: string };

/** Bytes of one row: more than the limits of all its cells together. */
const RECORD_MAX = 256 * 1024;

/** UTF-8, else what spreadsheets in Western Europe write. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Spreadsheets of some languages divide by semicolon or tab: whichever the header has most of. */
function delimiterOf(text: string): string {
  const first = text.split('\n', 1)[0] ?? '';
  const marks = [',', ';', '\t'];
  const counts = marks.map((mark) => first.split(mark).length);
  return marks[counts.indexOf(Math.max(...counts))] ?? ',';
}

const breaksIn = (cells: readonly string[]) => cells.join('').split('\n').length - 1;

/** What csv-parse gives with `info: true`. */
const recordsSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/**
 * The rows of a table that people filled in with a spreadsheet: any alphabet and delimiter that those write, blank rows left
 * out. It is hostile: nothing beyond `max` rows and a bounded row is read.
 */
export function csvRows(bytes: Uint8Array, max: number): CsvRows {
  // One kind of line break, so that lines are counted as editors show them.
  const text = decode(bytes)
    .replace(/^\u{feff}/u, '')
    .replace(/\r\n?/g, '\n');
  try {
    const found: unknown = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      max_record_size: RECORD_MAX,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      to: max,
    });
    const records = recordsSchema.parse(found);
    return { rows: records.map(({ record, info }) => ({ cells: record, line: info.lines - breaksIn(record) })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = /\bline (\d+)/.exec(error.message)?.[1];
    return { line: Number(line ?? 1), reason: error.message.slice(0, 200) };
  }
}
