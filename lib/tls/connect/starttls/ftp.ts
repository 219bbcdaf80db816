import type { Connection } from '@/lib/tls/connect/connection';
import { expectReply, Lines } from '@/lib/tls/connect/starttls/lines';

/** A reply of several lines ends with its own code and a space (RFC 959, section 4.2). */
async function reply(lines: Lines): Promise<string> {
  const first = await lines.next();
  const code = first.slice(0, 3);
  if (first.charAt(3) === '-') await lines.reply((line) => line.startsWith(`${code} `));
  return code;
}

/** FTP (RFC 4217, section 4). */
export async function startFtp(connection: Connection): Promise<void> {
  const lines = new Lines(connection);
  expectReply((await reply(lines)) === '220', 'greeting');
  lines.send('AUTH TLS');
  expectReply((await reply(lines)) === '234', 'AUTH TLS');
  lines.done();
}
