/** What we use of pdfkit 0.20. DefinitelyTyped has 0.17, which knows neither PDF/UA nor the scope of table headers. */
declare module 'pdfkit' {
  export type PdfOptions = {
    readonly size: 'A4';
    readonly margins: { readonly top: number; readonly left: number; readonly right: number; readonly bottom: number };
    readonly bufferPages: boolean;
    readonly font: string;
    readonly pdfVersion: '1.7';
    readonly subset: 'PDF/UA';
    readonly tagged: boolean;
    readonly displayTitle: boolean;
    readonly lang: string;
    readonly info: Readonly<Record<'Title' | 'Subject' | 'Author' | 'Creator', string>> & {
      readonly CreationDate: Date;
    };
  };

  export type TextOptions = {
    readonly width?: number;
    readonly height?: number;
    readonly lineGap?: number;
    readonly align?: 'left' | 'right' | 'center';
    readonly ellipsis?: boolean;
    readonly lineBreak?: boolean;
  };

  export interface PdfStructure {
    add(child: PdfStructure): this;
    end(): void;
  }

  /** `bbox`: left, top, right, bottom, from the upper left. */
  type StructureOptions = {
    readonly title?: string;
    readonly scope?: 'Column';
    readonly alt?: string;
    readonly bbox?: readonly number[];
  };

  class PDFDocument {
    constructor(options: PdfOptions);
    x: number;
    y: number;
    readonly page: { readonly width: number; readonly height: number; readonly margins: { bottom: number } };
    readonly outline: { addItem(title: string): void };
    registerFont(name: string, file: string): this;
    font(name: string): this;
    fontSize(size: number): this;
    fillColor(colour: string): this;
    text(text: string, x?: number, y?: number, options?: TextOptions): this;
    widthOfString(text: string): number;
    heightOfString(text: string, options: TextOptions): number;
    moveDown(lines: number): this;
    addPage(): this;
    switchToPage(index: number): void;
    bufferedPageRange(): { readonly start: number; readonly count: number };
    rect(x: number, y: number, width: number, height: number): this;
    fill(colour: string): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    lineWidth(width: number): this;
    stroke(colour: string): this;
    markContent(tag: 'Artifact', options: { readonly type: 'Layout' | 'Pagination' }): this;
    endMarkedContent(): this;
    /** Without `children` it takes more by `add`; with them it is complete. */
    struct(tag: string, children?: () => void): PdfStructure;
    struct(tag: string, options: StructureOptions, children?: () => void): PdfStructure;
    addStructure(structure: PdfStructure): this;
    on(event: 'data', listener: (chunk: Buffer) => void): this;
    on(event: 'end', listener: () => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    end(): void;
  }

  // biome-ignore lint/style/noDefaultExport: so is the package
  export { PDFDocument as default };
}
