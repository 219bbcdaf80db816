import { type CsvRow, csvRows } from '@/lib/core/csv-rows';
import { COLUMNS, FIELDS_OF } from '@/lib/lists/columns';
import { EMPTY_ENTRY, type Field, keyOf, type RawEntry, readEntry } from '@/lib/lists/entry';
import { LIST_LIMITS } from '@/lib/lists/limits';
import type { TableProblem } from '@/lib/lists/table-problem';
import type { Entry, Kind } from '@/lib/lists/types';

const REQUIRED: Readonly<Record<Kind, readonly Field[]>> = {
  ports: ['subject', 'detail', 'reason'],
  registries: ['subject', 'reason'],
  hosts: ['subject'],
};

export type ReadList =
  | { readonly entries: readonly Entry[] }
  /** At most LIST_LIMITS.named of `count`. */
  | { readonly problems: readonly TableProblem[]; readonly count: number };

const refused = (problems: readonly TableProblem[]): ReadList => ({
  problems: problems.slice(0, LIST_LIMITS.named),
  count: problems.length,
});

const problem = (line: number, code: TableProblem['code'], params: TableProblem['params'] = {}): TableProblem => ({
  ...{ line, column: null, code, params },
});

function headerOf(kind: Kind, { cells, line }: CsvRow) {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const known = FIELDS_OF(kind);
  const fields = names.map((name) => known.find((field) => COLUMNS[kind][field] === name) ?? null);
  const problems = fields.flatMap((field, index) => {
    const name = (names[index] ?? '').slice(0, 100);
    // Columns without a name, as spreadsheets leave them, are no columns.
    if (field === null) return name === '' ? [] : [problem(line, 'column_unknown', { name })];
    return fields.indexOf(field) < index ? [problem(line, 'column_twice', { name })] : [];
  });
  const missing = REQUIRED[kind].filter((field) => !fields.includes(field));
  const first = missing.map((field) => problem(line, 'column_missing', { name: COLUMNS[kind][field] ?? field }));
  return { fields, problems: [...first, ...problems] };
}

type Numbered = { readonly raw: RawEntry; readonly line: number };

/** Reads entries that were written by hand or by a machine, each with its line. @returns all of them, or all that is wrong */
export function readEntries(kind: Kind, rows: readonly Numbered[]): ReadList {
  const entries: Entry[] = [];
  const problems: TableProblem[] = [];
  const lines = new Map<string, number>();
  for (const { raw, line } of rows) {
    const read = readEntry(kind, raw);
    if ('problems' in read) {
      for (const { field, code, max } of read.problems) {
        const column = COLUMNS[kind][field] ?? field;
        problems.push({ line, column, code, params: max === undefined ? {} : { max } });
      }
      continue;
    }
    const key = keyOf(read.entry);
    const earlier = lines.get(key);
    if (earlier !== undefined) problems.push(problem(line, 'same_entry', { line: earlier }));
    lines.set(key, line);
    entries.push(read.entry);
  }
  return problems.length > 0 ? refused(problems) : { entries };
}

/** Reads what a machine sent: entries with the names that columns of a file have; the nth is its line n. */
export function readDocument(kind: Kind, entries: readonly Readonly<Record<string, string>>[]): ReadList {
  const known = FIELDS_OF(kind);
  const fieldOf = (name: string) => known.find((field) => COLUMNS[kind][field] === name);
  const unknown = entries.flatMap((entry, index) =>
    Object.keys(entry)
      .filter((name) => !fieldOf(name))
      .map((name) => problem(index + 1, 'column_unknown', { name })),
  );
  if (unknown.length > 0) return refused(unknown);
  const rows = entries.map((entry, index) => {
    const said = Object.entries(entry).map(([name, value]) => [fieldOf(name), value]);
    return { line: index + 1, raw: { ...EMPTY_ENTRY, ...Object.fromEntries(said) } };
  });
  return readEntries(kind, rows);
}

/**
 * Reads a list from a file (docs/assets-lists.md). It is hostile: bytes, rows and cells are bounded.
 * @returns every entry, or, where a single cell is wrong, what is wrong with which: a list is replaced whole or not at all
 */
export function readTable(kind: Kind, bytes: Uint8Array): ReadList {
  const table = csvRows(bytes, LIST_LIMITS.entries + 2);
  if (!('rows' in table)) return refused([problem(table.line, 'unreadable', { reason: table.reason })]);
  const [first, ...rows] = table.rows;
  if (!first) return refused([problem(1, 'empty')]);
  const { fields, problems } = headerOf(kind, first);
  if (problems.length > 0) return refused(problems);
  const beyond = rows[LIST_LIMITS.entries];
  if (beyond) return refused([problem(beyond.line, 'too_many', { max: LIST_LIMITS.entries })]);
  const uneven = rows.filter(({ cells }) => cells.length !== fields.length);
  if (uneven.length > 0) {
    return refused(
      uneven.map(({ cells, line }) => problem(line, 'cells', { cells: cells.length, columns: fields.length })),
    );
  }
  return readEntries(
    kind,
    rows.map(({ cells, line }) => {
      const said = fields.flatMap((field, index) => (field === null ? [] : [[field, cells[index] ?? '']]));
      return { line, raw: { ...EMPTY_ENTRY, ...Object.fromEntries(said) } };
    }),
  );
}
