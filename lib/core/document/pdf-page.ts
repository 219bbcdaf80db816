import type PDFDocument from 'pdfkit';
import type { PdfStructure } from 'pdfkit';

export type Pdf = PDFDocument;
export type Structure = PdfStructure;

export const MARGIN = 50;
export const FONTS = { regular: 'text', strong: 'strong' } as const;
export const SIZES = { title: 20, heading: 13, subheading: 10.5, body: 9.5, small: 8, figure: 16 } as const;
/** On white each has a contrast of 4.5 and more. */
export const COLOURS = { ink: '#16181d', muted: '#565b66', line: '#c9ccd3', ground: '#f2f3f5' } as const;

/** Fonts have no signs for controls; a tab is a space. */
export function clean(text: string): string {
  return text.replace(/[\t\u00a0]/g, ' ').replace(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/gu, '');
}

/** Draws what is decoration or stands on every page: no part of what is read. */
export function asArtifact(pdf: Pdf, type: 'Layout' | 'Pagination', draw: () => void): void {
  pdf.markContent('Artifact', { type });
  draw();
  pdf.endMarkedContent();
}

export const innerWidth = (pdf: Pdf) => pdf.page.width - 2 * MARGIN;
const bottom = (pdf: Pdf) => pdf.page.height - pdf.page.margins.bottom;

/** Goes to a new page where so many points do not fit on this one. @returns whether it did */
export function need(pdf: Pdf, height: number): boolean {
  if (pdf.y + height <= bottom(pdf)) return false;
  pdf.addPage();
  return true;
}
