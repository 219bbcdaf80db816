import type { XmlElement, XmlParser, XmlRecord } from '@/lib/imports/parsers/types';
import { utf8Pieces } from '@/lib/imports/reading/encoding';
import { ReportError } from '@/lib/imports/reading/errors';
import type { RecordText } from '@/lib/imports/reading/json';
import type { ReadLimits } from '@/lib/imports/reading/limits';
import type { ByteSource } from '@/lib/imports/reading/source';
import { type OpenElement, XmlWalker } from '@/lib/imports/reading/xml-walker';

/** An element under construction; readers see it as XmlElement. */
type Growing = { name: string; attributes: Readonly<Record<string, string>>; children: Growing[]; text: string };

const HEAD = 64 * 1024;
const OUTLINE_DEPTH = 6;
const OUTLINE_SIBLINGS = 3;
const HEAD_SIBLINGS = 100;
/** Finished simple children that an ancestor of records keeps. */
const KEPT_CHILDREN = 200;

/**
 * The root with what lies in the head of the document: few siblings of a name, few levels. With a parser, more of them,
 * and all that lies before the end of its first record belongs to the head, up to the size of a record.
 */
export async function xmlOutline(source: ByteSource, limits: ReadLimits, parser?: XmlParser): Promise<XmlElement> {
  const stack: (Growing | undefined)[] = [];
  let root: Growing | undefined;
  const mostSiblings = parser ? HEAD_SIBLINGS : OUTLINE_SIBLINGS;
  let most = parser ? limits.record : HEAD;
  const walker = new XmlWalker(
    {
      open(element) {
        const parent = stack.at(-1);
        const siblings = parent?.children.filter((child) => child.name === element.name).length ?? 0;
        const kept = stack.length < OUTLINE_DEPTH && siblings < mostSiblings && (parent ?? stack.length === 0);
        const node = kept ? { name: element.name, attributes: element.attributes, children: [], text: '' } : undefined;
        if (node) parent?.children.push(node);
        root ??= node;
        stack.push(node);
      },
      close(element) {
        const node = stack.pop();
        if (node) node.text = element.text;
        if (parser?.records.includes(element.path)) most = HEAD;
      },
    },
    limits,
  );
  let read = 0;
  let whole = true;
  for await (const piece of utf8Pieces(source, limits)) {
    for (let from = 0; from < piece.length && read < most; from += HEAD) {
      const part = piece.subarray(from, from + HEAD);
      walker.push(part);
      read += part.length;
    }
    whole = read < most;
    if (!whole) break;
  }
  if (whole) walker.end();
  if (!root) throw new ReportError('xml_malformed', { line: 1, column: 1 }, { reason: 'no root element' });
  return root;
}

/** What the parser looks up while it reads records; as large together as a document without its records may be. */
export async function xmlLookups(source: ByteSource, parser: XmlParser, limits: ReadLimits): Promise<XmlElement[]> {
  if (!parser.lookups) return [];
  const found: XmlElement[] = [];
  let size = 0;
  for await (const { records } of xmlRecords(source, { ...parser, records: parser.lookups }, limits)) {
    for (const { record, text } of records) {
      size += text.length;
      if (size > limits.skeleton) throw new ReportError('too_large_document', {}, { limit: limits.skeleton });
      found.push(record.element);
    }
  }
  return found;
}

/** The records in the order of the document, those of one piece of input at a time. */
export async function* xmlRecords(
  source: ByteSource,
  parser: XmlParser,
  limits: ReadLimits,
): AsyncGenerator<{ records: RecordText<XmlRecord>[]; bytes: number }> {
  const collector = new RecordCollector(parser, limits);
  const walker = new XmlWalker(collector, limits);
  let bytes = 0;
  for await (const piece of utf8Pieces(source, limits)) {
    walker.push(piece);
    bytes += piece.length;
    yield { records: collector.take(), bytes };
  }
  walker.end();
}

class RecordCollector {
  #records: RecordText<XmlRecord>[] = [];
  #count = 0;
  readonly #ancestors: Growing[] = [];
  /** The open elements of the record that is being read. */
  readonly #inside: Growing[] = [];
  #size = 0;
  readonly #paths: ReadonlySet<string>;
  readonly #cut: ReadonlyMap<string, number>;

  constructor(
    parser: XmlParser,
    readonly limits: ReadLimits,
  ) {
    this.#paths = new Set(parser.records);
    this.#cut = new Map(Object.entries(parser.cut ?? {}));
  }

  take(): RecordText<XmlRecord>[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }

  open(element: OpenElement): void {
    const node: Growing = { name: element.name, attributes: element.attributes, children: [], text: '' };
    const parent = this.#inside.at(-1);
    if (!parent && !this.#paths.has(element.path)) {
      this.#ancestors.push(node);
      return;
    }
    if (!parent) this.#start(element);
    parent?.children.push(node);
    this.#inside.push(node);
    this.#grow(element, attributesSize(element.attributes));
  }

  close(element: OpenElement): void {
    const node = this.#inside.pop();
    if (!node) {
      this.#closeAncestor(element);
      return;
    }
    node.text = element.text.slice(0, this.#cut.get(element.path));
    this.#grow(element, node.text.length);
    if (this.#inside.length > 0) return;
    this.#records.push({ record: { element: node, ancestors: this.#ancestors.map(copy) }, text: writeXml(node) });
  }

  #start(element: OpenElement): void {
    this.#size = 0;
    this.#count++;
    if (this.#count <= this.limits.records) return;
    throw new ReportError('too_many_records', { path: element.path }, { limit: this.limits.records });
  }

  #closeAncestor(element: OpenElement): void {
    const node = this.#ancestors.pop();
    const parent = this.#ancestors.at(-1);
    if (!node || !parent || node.children.length > 0 || parent.children.length >= KEPT_CHILDREN) return;
    node.text = element.text;
    parent.children.push(node);
  }

  /** Each element costs something too, so that millions of empty ones are not free. */
  #grow(element: OpenElement, size: number): void {
    this.#size += size + 50;
    if (this.#size <= this.limits.record) return;
    throw new ReportError('too_large_record', { path: element.path }, { limit: this.limits.record });
  }
}

function attributesSize(attributes: Readonly<Record<string, string>>): number {
  return Object.entries(attributes).reduce((size, [name, value]) => size + name.length + value.length, 0);
}

function copy(ancestor: Growing): XmlElement {
  return { ...ancestor, children: [...ancestor.children] };
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function writeXml(element: XmlElement): string {
  const safe = (text: string) => text.replace(/[&<>"]/g, (mark) => ESCAPES[mark] ?? mark);
  const attributes = Object.entries(element.attributes).map(([name, value]) => ` ${name}="${safe(value)}"`);
  const inside = safe(element.text.trim()) + element.children.map(writeXml).join('');
  return `<${element.name}${attributes.join('')}>${inside}</${element.name}>`;
}
