import { randomBytes } from 'node:crypto';
import type { Connection } from '@/lib/tls/connect/connection';
import { isAlert, TlsStream } from '@/lib/tls/connect/hello';
import { type Suite, suiteById } from '@/lib/tls/registry/suites';
import { WireError } from '@/lib/tls/wire/bytes';
import { parseCertificate } from '@/lib/tls/wire/certificate';
import { type ClientHello, clientHelloMessage, helloRecordVersion } from '@/lib/tls/wire/client-hello';
import { HANDSHAKE, type HandshakeMessage } from '@/lib/tls/wire/handshake';
import { parseServerKeyExchange, type ServerKeyExchange } from '@/lib/tls/wire/key-exchange';
import { CONTENT, record } from '@/lib/tls/wire/records';
import { parseServerHello, type ServerHello } from '@/lib/tls/wire/server-hello';
import { VERSION_CODES } from '@/lib/tls/wire/versions';

/** A handshake of TLS 1.2 or older that waits for the client's key exchange, open for whatever a probe says next. */
export type BegunHandshake = {
  readonly stream: TlsStream;
  readonly version: number;
  readonly suite: Suite;
  readonly serverHello: ServerHello;
  readonly clientRandom: Buffer;
  /** The leaf, DER; null for anonymous suites. */
  readonly leaf: Buffer | null;
  readonly keyExchange: ServerKeyExchange | null;
  readonly certificateRequested: boolean;
  /** Every handshake message so far, as Finished hashes them. */
  readonly messages: Buffer[];
};

/** The next handshake message. An alert throws WireError with its name: the handshake is over. */
export async function nextMessage(stream: TlsStream): Promise<HandshakeMessage> {
  const message = await stream.message();
  if (isAlert(message)) throw new WireError(message.name);
  return message;
}

async function serverHelloOf(stream: TlsStream, messages: Buffer[]): Promise<ServerHello> {
  const message = await nextMessage(stream);
  if (message.type !== HANDSHAKE.serverHello) throw new WireError('no_server_hello');
  messages.push(message.raw);
  return parseServerHello(message.body);
}

/** Says hello and reads on to ServerHelloDone. Throws WireError or ConnectError where that is not reached. */
export async function beginHandshake(connection: Connection, wanted: ClientHello): Promise<BegunHandshake> {
  const clientRandom = randomBytes(32);
  const hello = { ...wanted, random: clientRandom };
  const messages = [clientHelloMessage(hello)];
  const stream = new TlsStream(connection);
  connection.write(record(CONTENT.handshake, helloRecordVersion(hello), Buffer.concat(messages)));
  const serverHello = await serverHelloOf(stream, messages);
  const suite = suiteById(serverHello.suite);
  const { version: named } = serverHello;
  if (suite === null || named === null || named === 'ssl2' || named === 'tls13') throw new WireError('not_offered');
  const version = VERSION_CODES[named];
  if (version !== hello.version) throw new WireError('other_version');
  let leaf: Buffer | null = null;
  let keyExchange: ServerKeyExchange | null = null;
  let certificateRequested = false;
  for (;;) {
    const { type, body, raw } = await nextMessage(stream);
    messages.push(raw);
    if (type === HANDSHAKE.certificate) leaf = parseCertificate(body).ders[0] ?? null;
    if (type === HANDSHAKE.serverKeyExchange) keyExchange = parseServerKeyExchange(body, suite, named === 'tls12');
    if (type === HANDSHAKE.certificateRequest) certificateRequested = true;
    if (type === HANDSHAKE.serverHelloDone) break;
    if (messages.length > MAX_MESSAGES) throw new WireError('too_many_messages');
  }
  return { stream, version, suite, serverHello, clientRandom, leaf, keyExchange, certificateRequested, messages };
}

/** A flight has six at most; more would only fill memory. */
const MAX_MESSAGES = 16;
