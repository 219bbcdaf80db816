import { chartKeeps, drawChart } from '@/lib/core/document/pdf-chart';
import {
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
import { drawFigures, drawTable, figuresKeep, tableKeeps } from '@/lib/core/document/pdf-table';
import type { Block } from '@/lib/core/document/types';

type Heading = Extract<Block, { kind: 'heading' }>;
type Text = Extract<Block, { kind: 'text' }>;

const INDENT = 12;
const HEADING_HEIGHT = 28;
/** Of a text that many points stay together. */
const LINES_KEPT = 40;
/** What belongs together goes to a new page together, unless that would leave half of this one empty. */
const KEEP_MAX = 420;

const isShown = (block: Block | undefined) =>
  block?.kind === 'table' || block?.kind === 'figures' || block?.kind === 'chart';

/** How much of what follows has to stand on one page: a heading with what it is about, a sentence with its table. */
function keeps(pdf: Pdf, [block, ...rest]: readonly Block[]): number {
  if (!block) return 0;
  switch (block.kind) {
    case 'heading':
      return HEADING_HEIGHT + keeps(pdf, rest);
    case 'text': {
      pdf.font(FONTS.regular).fontSize(SIZES.body);
      const height = pdf.heightOfString(clean(block.text), { width: innerWidth(pdf), lineGap: 2 }) + 5;
      if (height > LINES_KEPT) return LINES_KEPT;
      return height + (isShown(rest[0]) ? keeps(pdf, rest) : 0);
    }
    case 'list':
      return LINES_KEPT;
    case 'figures':
      return figuresKeep(pdf, block);
    case 'chart':
      return chartKeeps(pdf, block);
    case 'table':
      return tableKeeps(pdf, block);
  }
}

const together = (pdf: Pdf, blocks: readonly Block[]) => need(pdf, Math.min(KEEP_MAX, keeps(pdf, blocks)));

function drawHeading(pdf: Pdf, root: Structure, heading: Heading, rest: readonly Block[]): void {
  const { level, text } = heading;
  if (!together(pdf, [heading, ...rest])) pdf.y += level === 2 ? 10 : 4;
  pdf.font(FONTS.strong).fontSize(level === 2 ? SIZES.heading : SIZES.subheading);
  root.add(pdf.struct(level === 2 ? 'H2' : 'H3', () => pdf.fillColor(COLOURS.ink).text(clean(text), MARGIN, pdf.y)));
  if (level === 2) pdf.outline.addItem(clean(text));
  pdf.y += level === 2 ? 4 : 2;
}

function drawText(pdf: Pdf, root: Structure, block: Text, rest: readonly Block[]): void {
  const { text, muted } = block;
  if (isShown(rest[0])) together(pdf, [block, ...rest]);
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

/** Draws a block where the last one ended, and adds it to what is read. `rest`: what comes after it. */
export function drawBlock(pdf: Pdf, root: Structure, block: Block, rest: readonly Block[]): void {
  if (block.kind === 'heading') drawHeading(pdf, root, block, rest);
  else if (block.kind === 'text') drawText(pdf, root, block, rest);
  else if (block.kind === 'list') drawList(pdf, root, block.items);
  else if (block.kind === 'figures') drawFigures(pdf, root, block);
  else if (block.kind === 'chart') drawChart(pdf, root, block);
  else drawTable(pdf, root, block);
}
