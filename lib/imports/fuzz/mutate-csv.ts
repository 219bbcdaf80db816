import type { Random } from '@/lib/imports/fuzz/random';
import { longText, SLOW_PIECES, STRANGE_TEXTS } from '@/lib/imports/fuzz/strange';

type Change = (lines: readonly string[], at: number, random: Random) => readonly string[];

/** Cells by the commonest separator of the head: quotes are not looked at, a change may well tear one. */
const separator = (lines: readonly string[]) => (lines[0]?.includes(';') ? ';' : ',');
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

function cellsChanged(
  lines: readonly string[],
  at: number,
  change: (cells: readonly string[]) => readonly string[],
): readonly string[] {
  const by = separator(lines);
  return lines.with(at, change((lines[at] ?? '').split(by)).join(by));
}

const cell: Change = (lines, at, random) =>
  cellsChanged(lines, at, (cells) => {
    const slow = random.below(4) === 0;
    const text = slow ? longText(random.one(SLOW_PIECES), random.one([300, 10_000])) : random.one(STRANGE_TEXTS);
    return cells.with(random.below(cells.length), random.below(4) === 0 ? text : quoted(text));
  });
const fewer: Change = (lines, at, random) =>
  cellsChanged(lines, at, (cells) => cells.toSpliced(random.below(cells.length), 1));
const more: Change = (lines, at, random) =>
  cellsChanged(lines, at, (cells) => cells.toSpliced(random.below(cells.length), 0, random.one(['', 'x', '"x"'])));
const swapped: Change = (lines, at, random) =>
  cellsChanged(lines, at, (cells) => {
    const [one, other] = [random.below(cells.length), random.below(cells.length)];
    return cells.with(one, cells[other] ?? '').with(other, cells[one] ?? '');
  });
const quote: Change = (lines, at, random) => {
  const line = lines[at] ?? '';
  const place = random.below(line.length + 1);
  return lines.with(at, line.slice(0, place) + random.one(['"', '""', '\n', '\r', '"\n"', "'"]) + line.slice(place));
};
const lineTwice: Change = (lines, at) => lines.toSpliced(at, 0, lines[at] ?? '');
const noLine: Change = (lines, at) => lines.toSpliced(at, 1);
const headAgain: Change = (lines, at) => lines.toSpliced(at, 0, lines[0] ?? '');

/** A column of all lines gone, or doubled under the same name. */
const column: Change = (lines, _at, random) => {
  const by = separator(lines);
  const nth = random.below((lines[0] ?? '').split(by).length);
  const gone = random.below(2) === 0;
  return lines.map((line) => {
    const cells = line.split(by);
    return (gone ? cells.toSpliced(nth, 1) : [...cells, cells[nth] ?? '']).join(by);
  });
};
const otherSeparator: Change = (lines, _at, random) => {
  const by = random.one([';', '\t', '|', ',']);
  return lines.map((line) => line.replaceAll(separator(lines), by));
};
const headRenamed: Change = (lines, _at, random) =>
  cellsChanged(lines, 0, (cells) =>
    cells.with(random.below(cells.length), random.one(['', '__proto__', 'constructor', 'ü', cells[0] ?? ''])),
  );

const CHANGES: readonly Change[] = [
  cell,
  cell,
  cell,
  fewer,
  more,
  swapped,
  quote,
  lineTwice,
  noLine,
  headAgain,
  column,
  otherSeparator,
  headRenamed,
];

/** A table with other cells, columns and quotes in places. */
export function mutateCsv(text: string, random: Random): string {
  let lines: readonly string[] = text.split('\n');
  for (let n = random.below(3); n >= 0; n -= 1) {
    if (lines.length === 0) break;
    lines = random.one(CHANGES)(lines, random.below(lines.length), random);
  }
  return lines.join('\n');
}
