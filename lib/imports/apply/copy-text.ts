/** A value of COPY's text format (PostgreSQL, "COPY", File Formats). */
export type CopyValue = string | number | boolean | null | readonly string[] | readonly number[];

const SPECIAL = /[\\\n\r\t]/;
const SPECIALS = /[\\\n\r\t]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeText(text: string): string {
  return SPECIAL.test(text) ? text.replace(SPECIALS, (char) => ESCAPES[char] ?? char) : text;
}

const QUOTED = /[\\"]/;
const ALL_QUOTED = /[\\"]/g;

function itemText(value: string | number): string {
  if (typeof value === 'number') return String(value);
  return `"${QUOTED.test(value) ? value.replace(ALL_QUOTED, '\\$&') : value}"`;
}

function arrayText(values: readonly (string | number)[]): string {
  let items = '';
  for (const value of values) items += items === '' ? itemText(value) : `,${itemText(value)}`;
  return `{${items}}`;
}

function field(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return typeof value === 'number' ? String(value) : escapeText(arrayText(value));
}

/** Fields of a line of COPY … FROM STDIN. */
function copyFields(values: readonly CopyValue[]): string {
  let fields = '';
  let between = '';
  for (const value of values) {
    fields += between + field(value);
    between = '\t';
  }
  return fields;
}

/** One line of COPY … FROM STDIN. */
export function copyLine(values: readonly CopyValue[]): string {
  return `${copyFields(values)}\n`;
}
