import { CSV_BOM, csvLine } from '@/lib/core/csv';
import { type CsvRow, csvRows } from '@/lib/core/csv-rows';
import { fingerprintOf } from '@/lib/engagements/document';
import { ENTRY_FIELDS, type Entry, type EntryField, type RawEntry, readEntry } from '@/lib/engagements/entry';
import type { TableProblem } from '@/lib/engagements/table-problem';

export const TABLE_BYTES_MAX = 4 * 1024 * 1024;
export const ROWS_MAX = 1000;
/** More mistakes than this are counted, not named. */
const NAMED = 50;

const EXAMPLE: RawEntry = {
  title: 'Reviews of products keep scripts',
  severity: 'high',
  location: 'https://shop.example/products/17/reviews',
  parameter: 'text',
  cvss: 'CVSS:3.1/AV:N/AC:L/PR:L/UI:R/S:C/C:H/I:L/A:N',
  cwe: '79',
  description: 'A review with a script runs in the browser of whoever reads it.',
  fix: 'Encode reviews when they are shown.',
  references: 'https://owasp.org/www-community/attacks/xss/',
  reference: 'F-01',
};

/** The table to fill in: every column, and one row that shows how. */
export function tableTemplate(): string {
  return CSV_BOM + csvLine(ENTRY_FIELDS) + csvLine(ENTRY_FIELDS.map((field) => EXAMPLE[field]));
}

export type ReadTable =
  | { readonly entries: readonly Entry[] }
  /** At most NAMED of `count`. */
  | { readonly problems: readonly TableProblem[]; readonly count: number };

const problem = (line: number, code: TableProblem['code'], params: TableProblem['params'] = {}): TableProblem => ({
  line,
  column: null,
  code,
  params,
});

/** What is wrong with the header, and the field of each column. */
function headerOf({ cells, line }: CsvRow): { fields: (EntryField | null)[]; problems: TableProblem[] } {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const fields = names.map((name) => ENTRY_FIELDS.find((field) => field === name) ?? null);
  const shown = (index: number) => ({ name: (cells[index] ?? '').trim().slice(0, 100) });
  const problems = fields.flatMap((field, index) => {
    // Columns without a name, as spreadsheets leave them, are no columns.
    if (field === null) return names[index] === '' ? [] : [problem(line, 'column_unknown', shown(index))];
    return fields.indexOf(field) < index ? [problem(line, 'column_twice', shown(index))] : [];
  });
  if (!fields.includes('title')) problems.unshift(problem(line, 'column_missing', { name: 'title' }));
  return { fields, problems };
}

function rawOf(fields: readonly (EntryField | null)[], cells: readonly string[]): RawEntry {
  const raw: Record<EntryField, string> = { ...EMPTY };
  for (const [index, field] of fields.entries()) if (field) raw[field] = cells[index] ?? '';
  return raw;
}

const EMPTY: RawEntry = {
  title: '',
  severity: '',
  location: '',
  parameter: '',
  cvss: '',
  cwe: '',
  description: '',
  fix: '',
  references: '',
  reference: '',
};

function readRows(rows: readonly CsvRow[], fields: readonly (EntryField | null)[]): ReadTable {
  const entries: Entry[] = [];
  const problems: TableProblem[] = [];
  const lines = new Map<string, number>();
  for (const { cells, line } of rows) {
    if (cells.length !== fields.length) {
      problems.push(problem(line, 'cells', { cells: cells.length, columns: fields.length }));
      continue;
    }
    const read = readEntry(rawOf(fields, cells));
    if ('problems' in read) {
      for (const { field, code, max } of read.problems) {
        problems.push({ ...problem(line, code, max === undefined ? {} : { max }), column: field });
      }
      continue;
    }
    const known = fingerprintOf(read.entry);
    const earlier = lines.get(known);
    if (earlier !== undefined)
      problems.push({ ...problem(line, 'same_finding', { line: earlier }), column: 'location' });
    lines.set(known, line);
    entries.push(read.entry);
  }
  return problems.length > 0 ? { problems: problems.slice(0, NAMED), count: problems.length } : { entries };
}

function refused(problems: readonly TableProblem[]): ReadTable {
  return { problems: problems.slice(0, NAMED), count: problems.length };
}

/**
 * Reads a table of findings (docs/engagements.md). It is hostile: bytes, rows and cells are bounded.
 * @returns every finding, or, where a single cell is wrong, what is wrong with which
 */
export function readTable(bytes: Uint8Array): ReadTable {
  const table = csvRows(bytes, ROWS_MAX + 2);
  if (!('rows' in table)) return refused([problem(table.line, 'unreadable', { reason: table.reason })]);
  const [first, ...rows] = table.rows;
  if (!first) return refused([problem(1, 'empty')]);
  const { fields, problems } = headerOf(first);
  if (problems.length > 0) return refused(problems);
  if (rows.length === 0) return refused([problem(first.line, 'empty')]);
  const beyond = rows[ROWS_MAX];
  if (beyond) return refused([problem(beyond.line, 'too_many_rows', { max: ROWS_MAX })]);
  return readRows(rows, fields);
}
