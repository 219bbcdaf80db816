import type { Connection } from '@/lib/tls/connect/connection';
import { ConnectError } from '@/lib/tls/connect/errors';
import { expectReply } from '@/lib/tls/connect/starttls/lines';

const MAX_TEXT = 16_384;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', "'": '&apos;', '"': '&quot;' };

async function readUntil(connection: Connection, end: RegExp): Promise<string> {
  let text = '';
  while (!end.test(text)) {
    if (text.length > MAX_TEXT) throw new ConnectError('starttls', 'reply too long');
    text += (await connection.read()).toString('latin1');
  }
  return text;
}

/** XMPP between client and server (RFC 6120, section 5). The XML is looked at, never parsed. */
export async function startXmpp(connection: Connection, host: string): Promise<void> {
  const to = host.replace(/[&<'"]/g, (letter) => ESCAPES[letter] ?? '');
  connection.write(
    `<?xml version='1.0'?><stream:stream to='${to}' version='1.0' xml:lang='en' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`,
  );
  const features = await readUntil(connection, /<\/stream:features>|<stream:features\/>|<\/stream:stream>/);
  expectReply(features.includes('urn:ietf:params:xml:ns:xmpp-tls'), 'STARTTLS is not offered');
  connection.write("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
  expectReply(/<proceed\b/.test(await readUntil(connection, /<(proceed|failure)\b[^<>]*>/)), 'STARTTLS');
}
