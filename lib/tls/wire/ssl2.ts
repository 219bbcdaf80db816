import { randomBytes } from 'node:crypto';
import { Reader, uint, vector, WireError } from '@/lib/tls/wire/bytes';

/** Cipher kinds of SSL 2 (Netscape, "The SSL Protocol", 1995). */
export const SSL2_KINDS: Readonly<Record<number, string>> = {
  65664: 'SSL_CK_RC4_128_WITH_MD5',
  131200: 'SSL_CK_RC4_128_EXPORT40_WITH_MD5',
  196736: 'SSL_CK_RC2_128_CBC_WITH_MD5',
  262272: 'SSL_CK_RC2_128_CBC_EXPORT40_WITH_MD5',
  327808: 'SSL_CK_IDEA_128_CBC_WITH_MD5',
  393280: 'SSL_CK_DES_64_CBC_WITH_MD5',
  458944: 'SSL_CK_DES_192_EDE3_CBC_WITH_MD5',
};

/** CLIENT-HELLO of SSL 2 that offers every kind. */
export function ssl2ClientHello(): Buffer {
  const kinds = Buffer.concat(Object.keys(SSL2_KINDS).map((kind) => uint(3, Number(kind))));
  const body = Buffer.concat([
    Buffer.from([1, 0, 2]),
    uint(2, kinds.length),
    uint(2, 0),
    uint(2, 16),
    kinds,
    randomBytes(16),
  ]);
  const head = vector(2, body);
  head.writeUInt16BE(0x8000 | body.length, 0);
  return head;
}

export type Ssl2ServerHello = { readonly kinds: readonly number[]; readonly certificate: Buffer | null };

/** Whether these first bytes can begin a SERVER-HELLO of SSL 2; null until there are enough. */
export function looksLikeSsl2(bytes: Buffer): boolean | null {
  if (bytes.length < 3) return null;
  const long = (bytes.readUInt8(0) & 0x80) !== 0;
  return long ? bytes.readUInt8(2) === 4 : bytes.length < 4 ? null : bytes.readUInt8(3) === 4;
}

/** Reads a SERVER-HELLO with its record head; null until it is whole. Throws WireError on anything else. */
export function parseSsl2ServerHello(bytes: Buffer): Ssl2ServerHello | null {
  if (bytes.length < 3) return null;
  const long = (bytes.readUInt8(0) & 0x80) !== 0;
  const length = bytes.readUInt16BE(0) & (long ? 0x7fff : 0x3fff);
  const head = long ? 2 : 3;
  if (bytes.length > head && bytes.readUInt8(head) !== 4) throw new WireError('not_ssl2');
  if (bytes.length < head + length) return null;
  const reader = new Reader(bytes.subarray(head, head + length));
  reader.take(3);
  if (reader.uint(2) !== 2) throw new WireError('not_ssl2');
  const certificateLength = reader.uint(2);
  const kindsLength = reader.uint(2);
  reader.uint(2);
  const certificate = reader.take(certificateLength);
  const kinds = new Reader(reader.take(kindsLength));
  const found: number[] = [];
  while (kinds.left > 0) found.push(kinds.uint(3));
  return { kinds: found, certificate: certificate.length === 0 ? null : certificate };
}
