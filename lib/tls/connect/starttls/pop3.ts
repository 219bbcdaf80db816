import type { Connection } from '@/lib/tls/connect/connection';
import { expectReply, Lines } from '@/lib/tls/connect/starttls/lines';

/** POP3 (RFC 2595, section 4). */
export async function startPop3(connection: Connection): Promise<void> {
  const lines = new Lines(connection);
  expectReply((await lines.next()).startsWith('+OK'), 'greeting');
  lines.send('STLS');
  expectReply((await lines.next()).startsWith('+OK'), 'STLS');
  lines.done();
}
