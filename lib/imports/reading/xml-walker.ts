import { type SaxesAttributePlain, SaxesParser } from 'saxes';
import { ReportError, type ReportErrorCode } from '@/lib/imports/reading/errors';
import type { ReadLimits } from '@/lib/imports/reading/limits';

/** An element that is being read. `path` is slash-separated from the root. */
export type OpenElement = {
  readonly name: string;
  readonly path: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
};

export type XmlFollower = {
  open(element: OpenElement): void;
  close(element: OpenElement): void;
};

/** Encodings whose bytes are UTF-8, or were transcoded by their byte order mark. */
const READABLE = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii', 'utf-16', 'utf-16le', 'utf-16be']);

/**
 * Walks an XML 1.0 document, strictly and with the five predefined entities alone: a document type that declares
 * entities is refused, one that only declares elements (Burp) is passed over, and nothing is ever fetched.
 */
export class XmlWalker {
  readonly #parser = new SaxesParser({ position: true });
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  readonly #open: OpenElement[] = [];
  #sinceEvent = 0;
  #attributes: [string, string][] = [];

  constructor(
    readonly follower: XmlFollower,
    readonly limits: ReadLimits,
  ) {
    const parser = this.#parser;
    parser.on('error', (error) => this.#refuse(error.message));
    parser.on('xmldecl', ({ encoding }) => {
      if (encoding !== undefined && !READABLE.has(encoding.toLowerCase())) {
        throw this.#error('encoding_unsupported', { encoding });
      }
    });
    parser.on('doctype', (doctype) => this.#doctype(doctype));
    parser.on('opentagstart', () => {
      this.#attributes = [];
    });
    parser.on('attribute', (attribute) => this.#attribute(attribute));
    parser.on('opentag', (tag) => this.#openTag(tag.name));
    parser.on('closetag', () => this.#closeTag());
    parser.on('text', (text) => this.#text(text));
    parser.on('cdata', (text) => this.#text(text));
    parser.on('comment', () => this.#event());
    parser.on('processinginstruction', () => this.#event());
  }

  /** The open elements, the root first. */
  get open(): readonly OpenElement[] {
    return this.#open;
  }

  push(piece: Uint8Array): void {
    this.#sinceEvent += piece.length;
    this.#parser.write(this.#decoder.decode(piece, { stream: true }));
    // The parser holds an unfinished text, comment or document type in memory and says nothing of it.
    if (this.#sinceEvent > this.limits.string + piece.length) {
      throw this.#error('too_large_string', { limit: this.limits.string });
    }
  }

  end(): void {
    this.#parser.write(this.#decoder.decode());
    if (this.#open.length > 0) throw this.#error('truncated');
    this.#parser.close();
  }

  #openTag(name: string): void {
    this.#event();
    if (this.#open.length >= this.limits.depth) throw this.#error('too_deep', { limit: this.limits.depth });
    const parent = this.#open.at(-1);
    const path = parent ? `${parent.path}/${name}` : name;
    const element = { name, path, attributes: Object.fromEntries(this.#attributes), text: '' };
    this.#open.push(element);
    this.follower.open(element);
  }

  #closeTag(): void {
    this.#event();
    const element = this.#open.pop();
    if (element) this.follower.close(element);
  }

  #attribute({ name, value }: SaxesAttributePlain): void {
    this.#event();
    this.#attributes.push([name, value]);
    if (this.#attributes.length > this.limits.attributes) {
      throw this.#error('xml_too_many_attributes', { limit: this.limits.attributes });
    }
  }

  #text(text: string): void {
    this.#event();
    const element = this.#open.at(-1);
    if (!element) return;
    element.text += text;
    if (element.text.length > this.limits.string) throw this.#error('too_large_string', { limit: this.limits.string });
  }

  #event(): void {
    this.#sinceEvent = 0;
  }

  #doctype(doctype: string): void {
    this.#event();
    if (/^\s*html\b/i.test(doctype)) throw this.#error('html_page');
    if (/<!ENTITY|%/i.test(doctype)) throw this.#error('xml_entity');
  }

  #refuse(message: string): never {
    // saxes writes "line:column: reason."
    const reason = message.replace(/^\d+:\d+:\s*/, '').slice(0, 200);
    if (reason.startsWith('undefined entity')) throw this.#error('xml_entity');
    if (/^unclosed tag|must contain a root element/.test(reason)) throw this.#error('truncated');
    throw this.#error('xml_malformed', { reason });
  }

  #error(code: ReportErrorCode, params: Record<string, string | number> = {}): ReportError {
    const path = this.#open.at(-1)?.path;
    const place = { line: this.#parser.line, column: this.#parser.columnIndex, path };
    return new ReportError(code, place, params);
  }
}
