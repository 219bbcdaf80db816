import {
  asArtifact,
  COLOURS,
  clean,
  FONTS,
  innerWidth,
  MARGIN,
  need,
  type Pdf,
  SIZES,
  type Structure,
} from '@/lib/core/document/pdf-page';
import type { Block } from '@/lib/core/document/types';

type Table = Extract<Block, { kind: 'table' }>;
type Figures = Extract<Block, { kind: 'figures' }>;

const PAD = 4;
/** Above and below the words of a row. */
const ROW_PAD = 3;
/** A table up to this height stays on one page. */
const WHOLE_MAX = 250;
/** As many as fit beside each other with a name each; five stand in one row rather than in one and a rest. */
const FIGURES_A_ROW = 4;
const aRow = (count: number) => (count === FIGURES_A_ROW + 1 ? count : FIGURES_A_ROW);

type Column = { readonly x: number; readonly width: number };

function columnsOf(pdf: Pdf, count: number, widths: readonly number[] | undefined): Column[] {
  const shares = Array.from({ length: count }, (_, index) => widths?.[index] ?? 1);
  const total = shares.reduce((sum, share) => sum + share, 0);
  let x = MARGIN;
  return shares.map((share) => {
    const width = (innerWidth(pdf) * share) / total;
    x += width;
    return { x: x - width, width };
  });
}

function rowHeight(pdf: Pdf, cells: readonly string[], columns: readonly Column[], strong: boolean): number {
  pdf.font(strong ? FONTS.strong : FONTS.regular).fontSize(strong ? SIZES.small : SIZES.body);
  const heights = columns.map(({ width }, index) =>
    pdf.heightOfString(clean(cells[index] ?? '') || ' ', { width: width - 2 * PAD, lineGap: 1 }),
  );
  return Math.max(...heights) + 2 * ROW_PAD;
}

type RowLook = { readonly tag: 'TH' | 'TD'; readonly height: number; readonly numeric: readonly number[] };

/** A row on this page; `holder` null: the head again on a further page, which is decoration there. */
function drawRow(
  pdf: Pdf,
  holder: Structure | null,
  cells: readonly string[],
  columns: readonly Column[],
  { tag, height, numeric }: RowLook,
): void {
  const top = pdf.y;
  const head = tag === 'TH';
  asArtifact(pdf, 'Layout', () => {
    if (head) pdf.rect(MARGIN, top, innerWidth(pdf), height).fill(COLOURS.ground);
    const line = top + height;
    pdf
      .moveTo(MARGIN, line)
      .lineTo(MARGIN + innerWidth(pdf), line)
      .lineWidth(0.5)
      .stroke(COLOURS.line);
  });
  // What is made is kept until it is part of the document: nothing is made for a head that is decoration.
  const row = holder && pdf.struct('TR');
  if (row) holder.add(row);
  for (const [index, { x, width }] of columns.entries()) {
    const draw = () => {
      pdf.font(head ? FONTS.strong : FONTS.regular).fontSize(head ? SIZES.small : SIZES.body);
      pdf.fillColor(head ? COLOURS.muted : COLOURS.ink);
      const align = numeric.includes(index) ? 'right' : 'left';
      pdf.text(clean(cells[index] ?? ''), x + PAD, top + ROW_PAD, { width: width - 2 * PAD, lineGap: 1, align });
    };
    if (!row) asArtifact(pdf, 'Pagination', draw);
    else row.add(pdf.struct(tag, head ? { scope: 'Column' } : {}, draw));
  }
  row?.end();
  pdf.x = MARGIN;
  pdf.y = top + height;
}

/** How much of a table has to stand on one page: all of a small one, else its head and the first rows. */
export function tableKeeps(pdf: Pdf, { head, rows, widths }: Table): number {
  const columns = columnsOf(pdf, head.length, widths);
  let height = rowHeight(pdf, head, columns, true);
  let begin = height;
  for (const [index, cells] of rows.entries()) {
    height += rowHeight(pdf, cells, columns, false);
    if (index < 2) begin = height;
    if (height > WHOLE_MAX) return begin;
  }
  return height;
}

export function drawTable(pdf: Pdf, root: Structure, block: Table): void {
  const { label, head, rows, widths, numeric = [] } = block;
  const columns = columnsOf(pdf, head.length, widths);
  const headLook: RowLook = { tag: 'TH', height: rowHeight(pdf, head, columns, true), numeric };
  need(pdf, tableKeeps(pdf, block));
  const table = pdf.struct('Table', { title: clean(label) });
  root.add(table);
  drawRow(pdf, table, head, columns, headLook);
  for (const [index, cells] of rows.entries()) {
    const height = rowHeight(pdf, cells, columns, false);
    const last = index === rows.length - 2 ? rows[index + 1] : undefined;
    // The last row does not stand alone on a page.
    if (need(pdf, height + (last ? rowHeight(pdf, last, columns, false) : 0)))
      drawRow(pdf, null, head, columns, headLook);
    drawRow(pdf, table, cells, columns, { tag: 'TD', height, numeric });
  }
  table.end();
  pdf.y += 8;
}

type Shown = { readonly pdf: Pdf; readonly part: Figures['items']; readonly columns: readonly Column[] };

const FIGURE_LEAST = 9;

/** Names go over as many lines as they need; a value is as large as fits. */
function drawFigureRow({ pdf, part, columns }: Shown, table: Structure, tag: 'TH' | 'TD', top: number): void {
  const row = pdf.struct('TR');
  table.add(row);
  for (const [index, { name, value }] of part.entries()) {
    const { x, width } = columns[index] ?? { x: MARGIN, width: innerWidth(pdf) };
    const draw = () => {
      if (tag === 'TH') {
        pdf.font(FONTS.regular).fontSize(SIZES.small).fillColor(COLOURS.muted);
        pdf.text(clean(name), x, top, { width: width - PAD });
        return;
      }
      pdf.font(FONTS.strong).fillColor(COLOURS.ink);
      let size: number = SIZES.figure;
      while (pdf.fontSize(size).widthOfString(clean(value)) > width - PAD && size > FIGURE_LEAST) size -= 1;
      pdf.text(clean(value), x, top, { width: width - PAD, height: 20, ellipsis: true });
    };
    row.add(pdf.struct(tag, tag === 'TH' ? { scope: 'Column' } : {}, draw));
  }
  row.end();
}

function namesHeight({ pdf, part, columns }: Shown): number {
  pdf.font(FONTS.regular).fontSize(SIZES.small);
  const heights = part.map(({ name }, index) =>
    pdf.heightOfString(clean(name), { width: (columns[index]?.width ?? 0) - PAD }),
  );
  return Math.max(...heights);
}

function figureRows(pdf: Pdf, items: Figures['items']): Shown[] {
  const each = aRow(items.length);
  const columns = columnsOf(pdf, each, undefined);
  return Array.from({ length: Math.ceil(items.length / each) }, (_, row) => ({
    ...{ pdf, columns, part: items.slice(row * each, (row + 1) * each) },
  }));
}

const VALUE_HEIGHT = 31;

export function figuresKeep(pdf: Pdf, { items }: Figures): number {
  return figureRows(pdf, items).reduce((sum, row) => sum + namesHeight(row) + VALUE_HEIGHT, 0);
}

export function drawFigures(pdf: Pdf, root: Structure, block: Figures): void {
  const table = pdf.struct('Table', { title: clean(block.label) });
  need(pdf, figuresKeep(pdf, block));
  root.add(table);
  for (const row of figureRows(pdf, block.items)) {
    const top = pdf.y;
    const names = namesHeight(row);
    drawFigureRow(row, table, 'TH', top);
    drawFigureRow(row, table, 'TD', top + names + 1);
    pdf.x = MARGIN;
    pdf.y = top + names + VALUE_HEIGHT;
  }
  table.end();
}
