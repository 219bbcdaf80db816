import { randomBytes } from 'node:crypto';
import type { Connector } from '@/lib/tls/connect/connector';
import { isAlert, reasonOf, TlsStream } from '@/lib/tls/connect/hello';
import { AGREEABLE_GROUPS, type Agreement, agreement } from '@/lib/tls/wire/agreement';
import { type Alert, parseAlert } from '@/lib/tls/wire/alerts';
import { Reader, WireError } from '@/lib/tls/wire/bytes';
import { type CertificateMessage, parseCertificate13 } from '@/lib/tls/wire/certificate';
import { type ClientHello, clientHelloMessage } from '@/lib/tls/wire/client-hello';
import {
  EXTENSION,
  type Extension,
  extension,
  keyShare,
  supportedGroups,
  supportedVersions,
} from '@/lib/tls/wire/extensions';
import { HANDSHAKE, type HandshakeMessage, HandshakeReader, handshakeMessage } from '@/lib/tls/wire/handshake';
import { CONTENT, record } from '@/lib/tls/wire/records';
import { parseExtensions, parseServerHello, type ServerHello } from '@/lib/tls/wire/server-hello';
import { cipherOf, handshakeSecrets, Protection, READABLE_SUITES, transcriptHash } from '@/lib/tls/wire/tls13';

/** What a TLS 1.3 server says under encryption, up to its Finished. */
export type Opened = {
  readonly hello: ServerHello;
  /** EncryptedExtensions: ALPN and the like. */
  readonly extensions: ReadonlyMap<number, Buffer>;
  readonly certificate: CertificateMessage | null;
  /** Signature scheme of CertificateVerify. */
  readonly scheme: number | null;
};

export type Handshake13 =
  | { readonly kind: 'opened'; readonly opened: Opened }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

export type Wanted13 = {
  /** SNI, schemes, ALPN …; versions, groups and shares are added here. */
  readonly extensions: readonly Extension[];
  readonly suites?: readonly number[];
};

const SESSION_ID = Buffer.alloc(32, 0x5a);
/** Groups whose shares go into the first hello; for the others the server asks again. */
const SHARED = [29, 23];

function helloOf(
  wanted: Wanted13,
  random: Buffer,
  shares: readonly Agreement[],
  cookie: Buffer | undefined,
): ClientHello {
  return {
    random,
    version: 0x0303,
    sessionId: SESSION_ID,
    suites: wanted.suites ?? READABLE_SUITES,
    extensions: [
      ...wanted.extensions,
      supportedGroups(AGREEABLE_GROUPS),
      supportedVersions([0x0304]),
      keyShare(shares.map(({ group, publicKey }) => ({ group, key: publicKey }))),
      ...(cookie === undefined ? [] : [extension(EXTENSION.cookie, cookie)]),
    ],
  };
}

/** A refusal by an alert, as an exception on the way out of a conversation. */
class Refusal extends Error {
  constructor(readonly alert: Alert) {
    super(alert.name);
  }
}

async function serverHello(stream: TlsStream): Promise<HandshakeMessage> {
  const message = await stream.message();
  if (isAlert(message)) throw new Refusal(message);
  if (message.type !== HANDSHAKE.serverHello) throw new WireError('no_server_hello');
  return message;
}

/** Sends the hello, answers one HelloRetryRequest, and returns the ServerHello with the transcript so far. */
async function agree(stream: TlsStream, wanted: Wanted13) {
  const random = randomBytes(32);
  const offered = SHARED.map(agreement).filter((share) => share !== null);
  const first = clientHelloMessage(helloOf(wanted, random, offered, undefined));
  stream.connection.write(record(CONTENT.handshake, 0x0301, first));
  const answer = await serverHello(stream);
  const hello = parseServerHello(answer.body);
  if (hello.version !== 'tls13') throw new WireError('other_version');
  if (!hello.retry) return { hello, shares: offered, transcript: [first, answer.raw] };
  const again = agreement(hello.group ?? 0);
  if (again === null) throw new WireError('unknown_group');
  const second = clientHelloMessage(helloOf(wanted, random, [again], hello.extensions.get(EXTENSION.cookie)));
  stream.connection.write(record(CONTENT.handshake, 0x0303, second));
  const answered = await serverHello(stream);
  const settled = parseServerHello(answered.body);
  if (settled.retry || settled.version !== 'tls13') throw new WireError('second_retry');
  // RFC 8446, section 4.4.1: the first hello is replaced by its hash.
  const hash = transcriptHash(cipherOf(hello.suite), [first]);
  const folded = handshakeMessage(254, hash);
  return { hello: settled, shares: [again], transcript: [folded, answer.raw, second, answered.raw] };
}

/** Reads the encrypted messages up to Finished. */
async function readProtected(stream: TlsStream, protection: Protection, hello: ServerHello): Promise<Opened> {
  const messages = new HandshakeReader();
  let found: Opened = { hello, extensions: new Map(), certificate: null, scheme: null };
  for (;;) {
    const message = messages.next();
    if (message === null) {
      const sealed = await stream.record();
      if (sealed.type === CONTENT.changeCipherSpec) continue;
      if (sealed.type === CONTENT.alert) throw new Refusal(parseAlert(sealed.body));
      const { type, body } = protection.open(sealed);
      if (type === CONTENT.alert) throw new Refusal(parseAlert(body));
      if (type !== CONTENT.handshake) throw new WireError('unexpected_record');
      messages.push(body);
    } else if (message.type === HANDSHAKE.finished) return found;
    else found = { ...found, ...read(message) };
  }
}

function read({ type, body }: HandshakeMessage): Partial<Opened> {
  if (type === HANDSHAKE.encryptedExtensions) return { extensions: parseExtensions(new Reader(body).vector(2)) };
  if (type === HANDSHAKE.certificate) return { certificate: parseCertificate13(body) };
  if (type === HANDSHAKE.certificateVerify) return { scheme: new Reader(body).uint(2) };
  return {};
}

/**
 * A TLS 1.3 handshake on a connection of its own, up to the server's Finished: what it says there is encrypted, and
 * nothing else shows it. We do not finish, so no session and no request comes of it. Silence is tried a second time.
 */
export async function openHandshake13(connector: Connector, wanted: Wanted13): Promise<Handshake13> {
  const found = await open(connector, wanted);
  return found.kind === 'unknown' && found.why === 'timeout' && connector.patience > 0
    ? open(connector, wanted)
    : found;
}

async function open(connector: Connector, wanted: Wanted13): Promise<Handshake13> {
  try {
    return await connector.dial(async (connection) => {
      const stream = new TlsStream(connection);
      const { hello, shares, transcript } = await agree(stream, wanted);
      const share = shares.find(({ group }) => group === hello.group);
      if (share === undefined || hello.publicKey === null) throw new WireError('key_share');
      const cipher = cipherOf(hello.suite);
      const { server } = handshakeSecrets(cipher, share.shared(hello.publicKey), transcriptHash(cipher, transcript));
      return { kind: 'opened', opened: await readProtected(stream, new Protection(cipher, server), hello) };
    });
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', why: error.alert.name };
    const why = reasonOf(error);
    return { kind: why === 'closed' ? 'refused' : 'unknown', why };
  }
}
