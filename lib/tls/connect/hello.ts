import type { Connection } from '@/lib/tls/connect/connection';
import type { Connector } from '@/lib/tls/connect/connector';
import { ConnectError } from '@/lib/tls/connect/errors';
import { suiteById } from '@/lib/tls/registry/suites';
import { type Alert, parseAlert } from '@/lib/tls/wire/alerts';
import { WireError } from '@/lib/tls/wire/bytes';
import { type CertificateMessage, parseCertificate, parseCertificateStatus } from '@/lib/tls/wire/certificate';
import { type ClientHello, clientHello } from '@/lib/tls/wire/client-hello';
import { HANDSHAKE, type HandshakeMessage, HandshakeReader } from '@/lib/tls/wire/handshake';
import { parseServerKeyExchange, type ServerKeyExchange } from '@/lib/tls/wire/key-exchange';
import { CONTENT, RecordReader, type TlsRecord } from '@/lib/tls/wire/records';
import { parseServerHello, type ServerHello } from '@/lib/tls/wire/server-hello';

/** What the server sent after its ServerHello, as far as it was waited for; TLS 1.3 encrypts it. */
export type Flight = {
  certificate: CertificateMessage | null;
  staple: Buffer | null;
  keyExchange: ServerKeyExchange | null;
  /** ServerHelloDone came. */
  done: boolean;
  /** Why the flight ended before it: a broken message, an alert, silence; null where nothing was amiss. */
  cut: string | null;
};

/** An answer to a ClientHello. Silence is not a refusal: only `alert` and `closed` are. */
export type Answer =
  | { readonly kind: 'hello'; readonly hello: ServerHello; readonly flight: Flight }
  | { readonly kind: 'alert'; readonly alert: Alert }
  | { readonly kind: 'closed' }
  | { readonly kind: 'silent' }
  /** What came is no TLS, or breaks its rules. */
  | { readonly kind: 'broken'; readonly why: string }
  /** No connection, or one that never got to TLS. */
  | { readonly kind: 'absent'; readonly why: string };

/** Reads records and handshake messages from a connection; both may be asked in turn. */
export class TlsStream {
  readonly #records = new RecordReader();
  readonly #messages = new HandshakeReader();

  constructor(readonly connection: Connection) {}

  async record(): Promise<TlsRecord> {
    for (;;) {
      const found = this.#records.next();
      if (found !== null) return found;
      this.#records.push(await this.connection.read());
    }
  }

  /** The next handshake message or alert. Warnings and the ChangeCipherSpec of RFC 8446 (D.4) are passed over. */
  async message(): Promise<HandshakeMessage | Alert> {
    for (;;) {
      const message = this.#messages.next();
      if (message !== null) return message;
      const { type, body } = await this.record();
      if (type === CONTENT.handshake) this.#messages.push(body);
      else if (type === CONTENT.alert) {
        const alert = parseAlert(body);
        if (alert.fatal || alert.code === 0) return alert;
      } else if (type !== CONTENT.changeCipherSpec) throw new WireError('unexpected_record');
    }
  }
}

export function isAlert(message: HandshakeMessage | Alert): message is Alert {
  return 'code' in message;
}

/** Reads on to ServerHelloDone (TLS 1.2 and older). Never throws for what the server does: `cut` says it. */
export async function readFlight(stream: TlsStream, hello: ServerHello): Promise<Flight> {
  const flight: Flight = { certificate: null, staple: null, keyExchange: null, done: false, cut: null };
  const suite = suiteById(hello.suite);
  try {
    while (!flight.done) {
      const message = await stream.message();
      if (isAlert(message)) return { ...flight, cut: message.name };
      if (message.type === HANDSHAKE.certificate) flight.certificate = parseCertificate(message.body);
      if (message.type === HANDSHAKE.certificateStatus) flight.staple = parseCertificateStatus(message.body);
      if (message.type === HANDSHAKE.serverKeyExchange && suite !== null) {
        flight.keyExchange = parseServerKeyExchange(message.body, suite, hello.version === 'tls12');
      }
      if (message.type === HANDSHAKE.serverHelloDone) flight.done = true;
    }
  } catch (error) {
    flight.cut = reasonOf(error);
  }
  return flight;
}

/** The word for what ended a conversation. Rethrows what is a mistake of ours, and an abort of the whole scan. */
export function reasonOf(error: unknown): string {
  if (error instanceof WireError) return error.reason;
  if (error instanceof ConnectError && error.failure !== 'aborted') return error.failure;
  throw error;
}

/** What an error that ended the wait for an answer means. */
function answerOf(error: unknown): Answer {
  if (error instanceof WireError) return { kind: 'broken', why: error.reason };
  if (!(error instanceof ConnectError) || error.failure === 'aborted') throw error;
  if (error.failure === 'closed') return { kind: 'closed' };
  if (error.failure === 'timeout') return { kind: 'silent' };
  if (error.failure === 'limit') return { kind: 'broken', why: 'limit' };
  return { kind: 'absent', why: error.message };
}

const NO_FLIGHT: Flight = { certificate: null, staple: null, keyExchange: null, done: false, cut: null };

async function ask(connector: Connector, stream: TlsStream, sent: Buffer, whole: boolean): Promise<Answer> {
  const begun = performance.now();
  stream.connection.write(sent);
  const message = await stream.message();
  connector.answered(performance.now() - begun);
  if (isAlert(message)) return { kind: 'alert', alert: message };
  if (message.type !== HANDSHAKE.serverHello) return { kind: 'broken', why: 'no_server_hello' };
  const hello = parseServerHello(message.body);
  const encrypted = hello.version === 'tls13' || hello.version === null;
  const flight = whole && !encrypted ? await readFlight(stream, hello) : { ...NO_FLIGHT };
  return { kind: 'hello', hello, flight };
}

/**
 * Sends one ClientHello on a connection of its own and says what came of it; with `whole` also the rest of the flight.
 * Silence is tried a second time: a server that serves one client after the other may only have been busy with another.
 */
export async function sayHello(connector: Connector, hello: ClientHello, whole = false): Promise<Answer> {
  const sent = clientHello(hello);
  const once = async (): Promise<Answer> => {
    try {
      return await connector.dial((connection) => ask(connector, new TlsStream(connection), sent, whole));
    } catch (error) {
      return answerOf(error);
    }
  };
  const answer = await once();
  return answer.kind === 'silent' && connector.patience > 0 ? once() : answer;
}
