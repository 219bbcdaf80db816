import type { Connection } from '@/lib/tls/connect/connection';
import { ConnectError } from '@/lib/tls/connect/errors';
import { expectReply } from '@/lib/tls/connect/starttls/lines';

/** ExtendedRequest 1.3.6.1.4.1.1466.20037 as message 1 (RFC 4511, sections 4.12 and 4.14). */
const OID = Buffer.from('1.3.6.1.4.1.1466.20037', 'latin1');
const REQUEST = Buffer.concat([
  Buffer.from([0x30, OID.length + 7, 2, 1, 1, 0x77, OID.length + 2, 0x80, OID.length]),
  OID,
]);
const MAX_REPLY = 4096;

/** Length of a BER element with its head; null until the head is whole. */
function elementLength(bytes: Buffer): { head: number; body: number } | null {
  if (bytes.length < 2) return null;
  const first = bytes.readUInt8(1);
  if (first < 0x80) return { head: 2, body: first };
  const width = first & 0x7f;
  if (width < 1 || width > 4) throw new ConnectError('starttls', 'BER length');
  if (bytes.length < 2 + width) return null;
  return { head: 2 + width, body: bytes.readUIntBE(2, width) };
}

/** Result code of an ExtendedResponse: SEQUENCE { messageID 1, [APPLICATION 24] { ENUMERATED code … } }. */
function resultCode(message: Buffer): number | null {
  const response = message.subarray(3);
  const length = response.length > 0 && response.readUInt8(0) === 0x78 ? elementLength(response) : null;
  const code = length === null ? null : response.subarray(length.head, length.head + 3);
  return code !== null && code.length === 3 && code.readUInt8(0) === 0x0a && code.readUInt8(1) === 1
    ? code.readUInt8(2)
    : null;
}

/** LDAP (RFC 4511, section 4.14). */
export async function startLdap(connection: Connection): Promise<void> {
  connection.write(REQUEST);
  let bytes = Buffer.alloc(0);
  for (;;) {
    const length = elementLength(bytes);
    if (length !== null && length.body > MAX_REPLY) throw new ConnectError('starttls', 'reply too long');
    if (length !== null && bytes.length >= length.head + length.body) {
      expectReply(resultCode(bytes.subarray(length.head, length.head + length.body)) === 0, 'StartTLS');
      expectReply(bytes.length === length.head + length.body, 'bytes after the go-ahead');
      return;
    }
    bytes = Buffer.concat([bytes, await connection.read()]);
  }
}
