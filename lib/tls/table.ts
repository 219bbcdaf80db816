import { parseAddress } from '@/lib/core/addresses/address';
import { CSV_BOM, csvLine } from '@/lib/core/csv';
import { type CsvRow, csvRows } from '@/lib/core/csv-rows';
import { STARTTLS } from '@/lib/tls/facts';
import { canonicalHost, canonicalName, type Place, placeName, STARTTLS_PORTS } from '@/lib/tls/place';
import { TARGETS, type Target } from '@/lib/tls/rules';
import { EVERY_HOURS_MAX, WARN_DAYS_MAX } from '@/lib/tls/schema';

export const TABLE_BYTES_MAX = 1024 * 1024;
export const ROWS_MAX = 1000;
/** More mistakes than this are counted, not named. */
const NAMED = 50;

/** Columns of the table, in the template's order. */
const FIELDS = ['host', 'port', 'starttls', 'sni', 'address', 'target', 'warn_days', 'every_hours'] as const;
type Field = (typeof FIELDS)[number];

export const TABLE_PROBLEMS = [
  'empty',
  'unreadable',
  'column_missing',
  'column_unknown',
  'too_many_rows',
  'host',
  'port',
  'starttls',
  'sni',
  'address',
  'target',
  'warn_days',
  'every_hours',
  'same_line',
  'exists',
] as const;

/** What is wrong in a table of endpoints, and where: `tls.problems.<code>` says what to do. */
export type TableProblem = {
  /** From 1, of the file. */
  readonly line: number;
  readonly code: (typeof TABLE_PROBLEMS)[number];
  readonly params: Readonly<Record<string, string | number>>;
};

export type TableEntry = Place & {
  readonly line: number;
  readonly target: Target;
  readonly warnDays: number | null;
  readonly everyHours: number | null;
};

/** What can be used, and at most NAMED of `count` mistakes: good lines are taken whatever the others say. */
export type ReadTable = {
  readonly entries: readonly TableEntry[];
  readonly problems: readonly TableProblem[];
  readonly count: number;
};

/** What became of a table. */
export type TakenTable = {
  readonly added: number;
  readonly problems: readonly TableProblem[];
  readonly count: number;
};

const EXAMPLES: readonly (readonly string[])[] = [
  ['shop.example', '443', '', '', '', 'A', '', '24'],
  ['mail.example', '25', 'smtp', '', '', 'B', '30', '168'],
];

/** The table to fill in: every column, and rows that show how. */
export function tableTemplate(): string {
  return CSV_BOM + csvLine(FIELDS) + EXAMPLES.map((row) => csvLine(row)).join('');
}

const problem = (line: number, code: TableProblem['code'], params: TableProblem['params'] = {}): TableProblem => ({
  line,
  code,
  params,
});

const refused = (one: TableProblem): ReadTable => ({ entries: [], problems: [one], count: 1 });

function columnsOf({ cells, line }: CsvRow): (Field | null)[] | TableProblem {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const unknown = names.find((name) => name !== '' && !FIELDS.some((field) => field === name));
  if (unknown !== undefined) return problem(line, 'column_unknown', { name: unknown.slice(0, 100) });
  if (!names.includes('host')) return problem(line, 'column_missing', { name: 'host' });
  return names.map((name) => FIELDS.find((field) => field === name) ?? null);
}

/** Empty is null; undefined where it is no whole number within bounds. */
function wholeNumber(text: string, max: number): number | null | undefined {
  if (text === '') return null;
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 && number <= max ? number : undefined;
}

function readRow(cell: (field: Field) => string, line: number): TableEntry | TableProblem {
  const host = canonicalHost(cell('host'));
  if (host === null) return problem(line, 'host');
  const word = cell('starttls').toLowerCase();
  const starttls = STARTTLS.find((one) => one === word) ?? '';
  if (word !== starttls) return problem(line, 'starttls', { known: STARTTLS.join(', ') });
  const port = wholeNumber(cell('port'), 65_535);
  if (port === undefined) return problem(line, 'port');
  const sni = cell('sni') === '' ? '' : canonicalName(cell('sni'));
  if (sni === null) return problem(line, 'sni');
  const address = cell('address');
  if (address !== '' && parseAddress(address) === null) return problem(line, 'address');
  const letter = cell('target').toUpperCase();
  const target = letter === '' ? 'A' : TARGETS.find((one) => one === letter);
  if (target === undefined) return problem(line, 'target', { known: TARGETS.join(', ') });
  const warnDays = wholeNumber(cell('warn_days'), WARN_DAYS_MAX);
  if (warnDays === undefined) return problem(line, 'warn_days', { max: WARN_DAYS_MAX });
  const everyHours = wholeNumber(cell('every_hours'), EVERY_HOURS_MAX);
  if (everyHours === undefined) return problem(line, 'every_hours', { max: EVERY_HOURS_MAX });
  const usual = starttls === '' ? 443 : STARTTLS_PORTS[starttls];
  return { line, host, port: port ?? usual, sni, address, starttls, target, warnDays, everyHours };
}

/** Reads a table of endpoints (docs/tls.md). It is hostile: bytes, rows and cells are bounded. */
export function readTable(bytes: Uint8Array): ReadTable {
  const table = csvRows(bytes, ROWS_MAX + 2);
  if (!('rows' in table)) return refused(problem(table.line, 'unreadable', { reason: table.reason }));
  const [first, ...rows] = table.rows;
  if (!first || rows.length === 0) return refused(problem(first?.line ?? 1, 'empty'));
  const columns = columnsOf(first);
  if (!Array.isArray(columns)) return refused(columns);
  const beyond = rows[ROWS_MAX];
  if (beyond) return refused(problem(beyond.line, 'too_many_rows', { max: ROWS_MAX }));
  const entries = new Map<string, TableEntry>();
  const problems: TableProblem[] = [];
  for (const { cells, line } of rows) {
    const read = readRow((field) => (cells[columns.indexOf(field)] ?? '').trim().slice(0, 300), line);
    if ('code' in read) problems.push(read);
    else {
      const earlier = entries.get(placeName(read));
      if (earlier) problems.push(problem(line, 'same_line', { line: earlier.line }));
      else entries.set(placeName(read), read);
    }
  }
  return { entries: [...entries.values()], problems: problems.slice(0, NAMED), count: problems.length };
}
