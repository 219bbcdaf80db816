import { drawChart } from '@/lib/core/document/pdf-chart';
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
const INDENT = 12;
/** As many as fit beside each other with a name each; five stand in one row rather than in one and a rest. */
const FIGURES_A_ROW = 4;
const aRow = (count: number) => (count === FIGURES_A_ROW + 1 ? count : FIGURES_A_ROW);

function drawHeading(pdf: Pdf, root: Structure, { level, text }: Extract<Block, { kind: 'heading' }>): void {
  const size = level === 2 ? SIZES.heading : SIZES.subheading;
  pdf.font(FONTS.strong).fontSize(size);
  // A heading stays with the lines that follow it.
  if (!need(pdf, 60)) pdf.y += level === 2 ? 10 : 4;
  root.add(pdf.struct(level === 2 ? 'H2' : 'H3', () => pdf.fillColor(COLOURS.ink).text(clean(text), MARGIN, pdf.y)));
  if (level === 2) pdf.outline.addItem(clean(text));
  pdf.y += level === 2 ? 4 : 2;
}

function drawText(pdf: Pdf, root: Structure, { text, muted }: Extract<Block, { kind: 'text' }>): void {
  for (const paragraph of clean(text).split(/\n{2,}/)) {
    root.add(
      pdf.struct('P', () => {
        pdf.font(FONTS.regular).fontSize(SIZES.body);
        pdf.fillColor(muted ? COLOURS.muted : COLOURS.ink);
        pdf.text(paragraph, MARGIN, pdf.y, { width: innerWidth(pdf), lineGap: 2 });
      }),
    );
    pdf.y += 5;
  }
}

function drawList(pdf: Pdf, root: Structure, items: readonly string[]): void {
  const list = pdf.struct('L');
  root.add(list);
  for (const item of items) {
    pdf.font(FONTS.regular).fontSize(SIZES.body).fillColor(COLOURS.ink);
    need(pdf, 14);
    const { y } = pdf;
    const line = pdf.struct('LI');
    list.add(line);
    line.add(pdf.struct('Lbl', () => pdf.text('•', MARGIN, y, { width: INDENT })));
    const width = innerWidth(pdf) - INDENT;
    line.add(pdf.struct('LBody', () => pdf.text(clean(item), MARGIN + INDENT, y, { width, lineGap: 2 })));
    line.end();
    pdf.y += 2;
  }
  list.end();
  pdf.x = MARGIN;
  pdf.y += 3;
}

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
  return Math.max(...heights) + 2 * PAD;
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
      pdf.text(clean(cells[index] ?? ''), x + PAD, top + PAD, { width: width - 2 * PAD, lineGap: 1, align });
    };
    if (!row) asArtifact(pdf, 'Pagination', draw);
    else row.add(pdf.struct(tag, head ? { scope: 'Column' } : {}, draw));
  }
  row?.end();
  pdf.x = MARGIN;
  pdf.y = top + height;
}

function drawTable(pdf: Pdf, root: Structure, { label, head, rows, widths, numeric = [] }: Table): void {
  const columns = columnsOf(pdf, head.length, widths);
  const headLook: RowLook = { tag: 'TH', height: rowHeight(pdf, head, columns, true), numeric };
  const first = rows[0] ? rowHeight(pdf, rows[0], columns, false) : 0;
  need(pdf, headLook.height + first);
  const table = pdf.struct('Table', { title: clean(label) });
  root.add(table);
  drawRow(pdf, table, head, columns, headLook);
  for (const cells of rows) {
    const height = rowHeight(pdf, cells, columns, false);
    if (need(pdf, height)) drawRow(pdf, null, head, columns, headLook);
    drawRow(pdf, table, cells, columns, { tag: 'TD', height, numeric });
  }
  table.end();
  pdf.y += 8;
}

function drawFigures(pdf: Pdf, root: Structure, { label, items }: Figures): void {
  const each = aRow(items.length);
  const table = pdf.struct('Table', { title: clean(label) });
  need(pdf, 44 * Math.ceil(items.length / each));
  root.add(table);
  for (let at = 0; at < items.length; at += each) {
    const part = items.slice(at, at + each);
    const columns = columnsOf(pdf, each, undefined);
    const top = pdf.y;
    for (const tag of ['TH', 'TD'] as const) {
      const row = pdf.struct('TR');
      table.add(row);
      for (const [index, { name, value }] of part.entries()) {
        const { x, width } = columns[index] ?? { x: MARGIN, width: innerWidth(pdf) };
        const draw = () => {
          if (tag === 'TH') pdf.font(FONTS.regular).fontSize(SIZES.small).fillColor(COLOURS.muted);
          else pdf.font(FONTS.strong).fontSize(SIZES.figure).fillColor(COLOURS.ink);
          const y = tag === 'TH' ? top : top + 11;
          pdf.text(clean(tag === 'TH' ? name : value), x, y, { width: width - PAD, height: 20, ellipsis: true });
        };
        row.add(pdf.struct(tag, tag === 'TH' ? { scope: 'Column' } : {}, draw));
      }
      row.end();
    }
    pdf.x = MARGIN;
    pdf.y = top + 42;
  }
  table.end();
}

/** Draws a block where the last one ended, and adds it to what is read. */
export function drawBlock(pdf: Pdf, root: Structure, block: Block): void {
  if (block.kind === 'heading') drawHeading(pdf, root, block);
  else if (block.kind === 'text') drawText(pdf, root, block);
  else if (block.kind === 'list') drawList(pdf, root, block.items);
  else if (block.kind === 'figures') drawFigures(pdf, root, block);
  else if (block.kind === 'chart') drawChart(pdf, root, block);
  else drawTable(pdf, root, block);
}
