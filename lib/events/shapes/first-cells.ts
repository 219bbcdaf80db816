/**
 * The first cells of a line of CSV (RFC 4180); the quotes of a cell may hold commas, doubled quotes and line breaks.
 * A cell whose quotes never end goes to the end of the text.
 */
export function firstCells(text: string, most: number): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= text.length && cells.length < most; ) {
    const end = text[at] === '"' ? quotedEnd(text, at + 1) : textEnd(text, at);
    const cell = text.slice(at, end);
    cells.push(cell.startsWith('"') ? cell.slice(1, cell.endsWith('"') ? -1 : undefined).replaceAll('""', '"') : cell);
    at = textEnd(text, end) + 1;
  }
  return cells;
}

function textEnd(text: string, at: number): number {
  const comma = text.indexOf(',', at);
  return comma < 0 ? text.length : comma;
}

function quotedEnd(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at < 0 ? text.length : at + 1;
}
