import type { Connection } from '@/lib/tls/connect/connection';
import { expectReply, Lines } from '@/lib/tls/connect/starttls/lines';

/** IMAP (RFC 9051, section 6.2.1). */
export async function startImap(connection: Connection): Promise<void> {
  const lines = new Lines(connection);
  expectReply(/^\* (OK|PREAUTH)\b/i.test(await lines.next()), 'greeting');
  lines.send('a1 STARTTLS');
  const reply = await lines.reply((line) => /^a1 /i.test(line));
  expectReply(/^a1 OK\b/i.test(reply.at(-1) ?? ''), 'STARTTLS');
  lines.done();
}
