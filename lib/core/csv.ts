/** What spreadsheets take for the beginning of a formula, wide forms too (OWASP, CSV injection). */
const FORMULA = /^[\t\r\n ]*[=+\-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}]|^[\t\r]/u;

export type CsvValue = string | number | boolean | null;

function cell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/**
 * One record of CSV (RFC 4180), its line break included. A text that a spreadsheet would run as a formula is led by an
 * apostrophe, so that it is shown instead.
 */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

/** A text without the apostrophe that `csvLine` leads a formula by: what was exported comes back as it was. */
export function csvPlain(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}

/** Begins a file: tells spreadsheets that it is UTF-8. */
export const CSV_BOM = '\u{feff}';
