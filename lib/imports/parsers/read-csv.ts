/** A cell by the field's name here; empty where the table has no such column. */
export type Cells<Field extends string> = (row: Readonly<Record<string, string>>, field: Field) => string;

/**
 * Cells by field, whatever an export calls its columns: of a field's names, the first whose cell in this row is not
 * blank. Upper and lower case are the same.
 */
export function cells<Field extends string>(
  header: readonly string[],
  names: Readonly<Record<Field, readonly string[]>>,
): Cells<Field> {
  const spelt = new Map(header.map((name) => [name.toLowerCase(), name]));
  const columns = new Map<string, string[]>();
  for (const [field, known] of Object.entries<readonly string[]>(names)) {
    columns.set(
      field,
      known.flatMap((name) => spelt.get(name.toLowerCase()) ?? []),
    );
  }
  return (row, field) => {
    for (const column of columns.get(field) ?? []) {
      const cell = Object.hasOwn(row, column) ? (row[column] ?? '').trim() : '';
      if (cell !== '') return cell;
    }
    return '';
  };
}

/** Whether a header has all of these columns, whatever their case. */
export function hasColumns(header: readonly string[], ...names: readonly string[]): boolean {
  const spelt = new Set(header.map((name) => name.toLowerCase()));
  return names.every((name) => spelt.has(name.toLowerCase()));
}
