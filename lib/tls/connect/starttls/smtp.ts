import type { Connection } from '@/lib/tls/connect/connection';
import { expectReply, Lines } from '@/lib/tls/connect/starttls/lines';

/** "250-" goes on, "250 " ends (RFC 5321, section 4.2.1). */
const isLast = (line: string) => !/^\d{3}-/.test(line);
const code = (lines: readonly string[]) => lines.at(-1)?.slice(0, 3);

/** SMTP (RFC 3207). */
export async function startSmtp(connection: Connection): Promise<void> {
  const lines = new Lines(connection);
  expectReply(code(await lines.reply(isLast)) === '220', 'greeting');
  lines.send('EHLO scanner.invalid');
  expectReply(code(await lines.reply(isLast)) === '250', 'EHLO');
  lines.send('STARTTLS');
  expectReply(code(await lines.reply(isLast)) === '220', 'STARTTLS');
  lines.done();
}
