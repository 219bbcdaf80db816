import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { drawBlock } from '@/lib/core/document/pdf-blocks';
import { asArtifact, COLOURS, clean, FONTS, MARGIN, type Pdf, SIZES } from '@/lib/core/document/pdf-page';
import type { PlainDocument } from '@/lib/core/document/types';

/** Geist (SIL OFL 1.1) as whole fonts; what is used of them is embedded. next.config.js traces the two files. */
const fontFile = (name: string) =>
  join(process.cwd(), 'node_modules', 'geist', 'dist', 'fonts', 'geist-sans', `Geist-${name}.ttf`);

function begin({ title, language, subtitle, author, created }: PlainDocument): Pdf {
  return new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + 18 },
    bufferPages: true,
    font: fontFile('Regular'),
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    displayTitle: true,
    lang: language,
    info: {
      Title: clean(title),
      Subject: clean(subtitle),
      Author: clean(author),
      Creator: 'Lagebild',
      CreationDate: created,
    },
  });
}

/** So many blocks can belong to one: a heading, one below it, a sentence, a table. */
const LOOK_AHEAD = 4;

/** Each page gets its foot when it is known how many there are. Machines that read aloud leave it out. */
function drawFeet(pdf: Pdf, { foot, pageName }: PlainDocument): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    pdf.switchToPage(start + index);
    const { width, height, margins } = pdf.page;
    // Text below the margin would begin a new page.
    margins.bottom = 0;
    const y = height - MARGIN;
    asArtifact(pdf, 'Pagination', () => {
      pdf.font(FONTS.regular).fontSize(SIZES.small).fillColor(COLOURS.muted);
      pdf.text(clean(foot), MARGIN, y, { width: width - 2 * MARGIN - 90, height: 11, ellipsis: true });
      pdf.text(clean(pageName(index + 1, count)), width - MARGIN - 90, y, { width: 90, align: 'right' });
    });
  }
}

/**
 * The document as PDF 1.7: tagged (headings, lists, tables with headers), with its language and title, fonts embedded, page
 * numbers (ISO 14289-1, PDF/UA-1). Made without a browser.
 */
export async function toPdf(document: PlainDocument): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = begin(document);
  pdf.registerFont(FONTS.regular, fontFile('Regular'));
  pdf.registerFont(FONTS.strong, fontFile('SemiBold'));
  const chunks: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  root.add(
    pdf.struct('H1', () => {
      pdf.font(FONTS.strong).fontSize(SIZES.title).fillColor(COLOURS.ink).text(clean(document.title));
    }),
  );
  pdf.moveDown(0.2);
  root.add(
    pdf.struct('P', () => {
      pdf.font(FONTS.regular).fontSize(SIZES.body).fillColor(COLOURS.muted).text(clean(document.subtitle));
    }),
  );
  pdf.moveDown(0.8);
  for (const [index, block] of document.blocks.entries()) {
    drawBlock(pdf, root, block, document.blocks.slice(index + 1, index + 1 + LOOK_AHEAD));
  }
  root.end();
  drawFeet(pdf, document);
  pdf.end();
  await done;
  return new Uint8Array(Buffer.concat(chunks));
}
