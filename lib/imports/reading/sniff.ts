import { utf8Pieces } from '@/lib/imports/reading/encoding';
import { ReportError } from '@/lib/imports/reading/errors';
import type { ReadLimits } from '@/lib/imports/reading/limits';
import type { ByteSource } from '@/lib/imports/reading/source';

export type Syntax = 'json' | 'xml' | 'csv';
export type Container = 'gzip' | 'zip';

/** First bytes of files that are no text, with the name to show. */
const MAGIC: readonly (readonly [string, string])[] = [
  ['%PDF', 'PDF'],
  ['\x89PNG', 'PNG'],
  ['GIF8', 'GIF'],
  ['\x7fELF', 'ELF'],
  ['\xff\xd8\xff', 'JPEG'],
  ['7z\xbc\xaf\x27\x1c', '7z'],
  ['BZh', 'bzip2'],
  ['\xfd7zXZ', 'xz'],
  ['\x28\xb5\x2f\xfd', 'zstd'],
  ['SQLite format 3', 'SQLite'],
];

/** A local file header, an empty archive, a spanned one. */
const ZIP = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'];

/** Whether the bytes are packed, by their first ones; refuses files that can be no report. */
export async function sniffContainer(source: ByteSource): Promise<Container | undefined> {
  const head = (await firstBytes(source, 512)).toString('latin1');
  if (head.length === 0) throw new ReportError('empty_file');
  if (head.startsWith('\x1f\x8b')) return 'gzip';
  if (ZIP.some((magic) => head.startsWith(magic))) return 'zip';
  const known = MAGIC.find(([magic]) => head.startsWith(magic));
  const kind = known?.[1] ?? (head.slice(257, 262) === 'ustar' ? 'tar' : undefined);
  if (kind) throw new ReportError('binary_file', {}, { kind });
  return undefined;
}

/** The family of formats that a text belongs to, by its first characters. */
export async function sniffSyntax(source: ByteSource, limits: ReadLimits): Promise<Syntax> {
  let head = '';
  for await (const piece of utf8Pieces(source, limits)) {
    head = (head + Buffer.from(piece.subarray(0, 4096)).toString('utf8')).trimStart();
    if (head.length >= 1024) break;
  }
  if (head === '') throw new ReportError('empty_file');
  if (head.startsWith('<')) {
    if (isHtml(head)) throw new ReportError('html_page', { line: 1, column: 1 });
    return 'xml';
  }
  return /^(?:[[{]|null\s*$)/.test(head) ? 'json' : 'csv';
}

function isHtml(head: string): boolean {
  const start = head.replace(/^(?:\s*<\?xml[^>]{0,200}\?>|\s*<!--[\s\S]{0,1000}?-->)+/i, '').trimStart();
  return /^<(?:!doctype\s+html|html|head|body|script|title|meta)\b/i.test(start);
}

async function firstBytes(source: ByteSource, length: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let read = 0;
  for await (const chunk of source()) {
    chunks.push(chunk);
    read += chunk.length;
    if (read >= length) break;
  }
  return Buffer.concat(chunks).subarray(0, length);
}
