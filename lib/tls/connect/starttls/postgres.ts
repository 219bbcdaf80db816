import type { Connection } from '@/lib/tls/connect/connection';
import { expectReply } from '@/lib/tls/connect/starttls/lines';

/** SSLRequest: length 8, code 80877103 (PostgreSQL's protocol, "SSL Session Encryption"). */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/** PostgreSQL: one byte answers, S or N. */
export async function startPostgres(connection: Connection): Promise<void> {
  connection.write(SSL_REQUEST);
  const reply = await connection.read();
  expectReply(reply.length === 1 && reply.readUInt8(0) === 0x53, 'SSLRequest');
}
