/** What evidence may be: documents, pictures and plain text. Nothing that a browser or a shell would run. */
export const MEDIA_TYPES = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'text/plain',
  'text/csv',
  'message/rfc822',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** For `<input accept>`. */
export const EVIDENCE_EXTENSIONS = ['.pdf', '.png', '.jpg', '.jpeg', '.txt', '.md', '.csv', '.eml', '.docx', '.xlsx'];

const BY_EXTENSION: Readonly<Record<string, MediaType>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  txt: 'text/plain',
  md: 'text/plain',
  csv: 'text/csv',
  eml: 'message/rfc822',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const beginsWith = (bytes: Uint8Array, ...magic: readonly number[]) => magic.every((byte, at) => bytes[at] === byte);

/** Text is UTF-8 without control characters other than tab and line breaks. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const isZip = (bytes: Uint8Array) => beginsWith(bytes, 0x50, 0x4b, 0x03, 0x04);

const LOOKS: Readonly<Record<MediaType, (bytes: Uint8Array) => boolean>> = {
  'application/pdf': (bytes) => beginsWith(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d),
  'image/png': (bytes) => beginsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  'image/jpeg': (bytes) => beginsWith(bytes, 0xff, 0xd8, 0xff),
  'text/plain': isText,
  'text/csv': isText,
  'message/rfc822': isText,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': isZip,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': isZip,
};

/** The type that name and content agree on; null where they do not, or where it is none that is taken. */
export function mediaTypeOf(name: string, bytes: Uint8Array): MediaType | null {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const type = Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined;
  return type && LOOKS[type](bytes) ? type : null;
}
