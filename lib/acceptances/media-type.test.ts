import { expect, it } from 'vitest';
import { mediaTypeOf } from '@/lib/acceptances/media-type';

const bytes = (text: string) => new TextEncoder().encode(text);

it.each([
  ['report.pdf', bytes('%PDF-1.7'), 'application/pdf'],
  ['REPORT.PDF', bytes('%PDF-1.7'), 'application/pdf'],
  ['shot.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0), 'image/png'],
  ['notes.md', bytes('Größe\r\n\tein'), 'text/plain'],
  ['mail.eml', bytes('From: a@b\r\n\r\nAgreed'), 'message/rfc822'],
])('%s is taken as what it is', (name, content, type) => {
  expect(mediaTypeOf(name, content)).toBe(type);
});

it.each([
  ['report.pdf', bytes('<script>')],
  ['page.html', bytes('<p>')],
  ['picture.svg', bytes('<svg/>')],
  ['notes.txt', Uint8Array.of(0x41, 0x00)],
  ['notes.txt', Uint8Array.of(0xff, 0xfe)],
  ['run.exe', Uint8Array.of(0x4d, 0x5a)],
  ['pdf', bytes('%PDF-1.7')],
  ['x.constructor', bytes('x')],
  ['book.xlsx', bytes('not a zip')],
])('%s is refused where name and content do not agree, or where it is nothing that is taken', (name, content) => {
  expect(mediaTypeOf(name, content)).toBeNull();
});
