import type { Connection } from '@/lib/tls/connect/connection';
import { type BegunHandshake, beginHandshake } from '@/lib/tls/connect/handshake';
import { WireError } from '@/lib/tls/wire/bytes';
import { CbcDirection, type CbcParts, cbcKeys, cbcSuite } from '@/lib/tls/wire/cbc';
import type { ClientHello } from '@/lib/tls/wire/client-hello';
import { HANDSHAKE, HandshakeReader, handshakeMessage } from '@/lib/tls/wire/handshake';
import { dhePreMaster, ecdhePreMaster, type PreMaster, rsaKeyOf, rsaPreMaster } from '@/lib/tls/wire/pre-master';
import { masterSecret, type PrfHash, prfHashOf, verifyData } from '@/lib/tls/wire/prf';
import { CONTENT, record } from '@/lib/tls/wire/records';

const CHANGE_CIPHER_SPEC = Buffer.of(1);
/** A client without a certificate says so with an empty list. */
const NO_CERTIFICATE = handshakeMessage(HANDSHAKE.certificate, Buffer.alloc(3));

/** An encrypted connection of TLS 1.0 to 1.2 with a CBC suite. It proves nothing about the server: no certificate is checked. */
export class CbcSession {
  constructor(
    private readonly begun: BegunHandshake,
    private readonly ours: CbcDirection,
    private readonly theirs: CbcDirection,
  ) {}

  /** What was negotiated: IANA's name of the suite. */
  get suite(): string {
    return this.begun.suite.name;
  }

  /** Sends one record; see CbcDirection.seal for `shape` and `blocks`. */
  write(type: number, content: Buffer, shape?: (parts: CbcParts) => Buffer, blocks?: number): void {
    this.begun.stream.connection.write(this.ours.seal(type, content, shape, blocks));
  }

  /** The next record, decrypted. Throws ConnectError at the end, WireError for what cannot be decrypted. */
  async read(): Promise<{ readonly type: number; readonly content: Buffer }> {
    const { type, body } = await this.begun.stream.record();
    const { content, padding, macRight } = this.theirs.open(type, body);
    if (padding !== 'right' || !macRight) throw new WireError('bad_record_mac');
    return { type, content };
  }
}

function preMasterOf({ suite, version, leaf, keyExchange }: BegunHandshake): PreMaster {
  if (suite.kx === 'RSA' && leaf !== null) return rsaPreMaster(rsaKeyOf(leaf), version);
  if (suite.kx === 'ECDHE' && keyExchange !== null) return ecdhePreMaster(keyExchange);
  if (suite.kx === 'DHE' && keyExchange !== null) return dhePreMaster(keyExchange);
  throw new WireError('key_agreement');
}

async function expectChangeCipherSpec({ stream }: BegunHandshake): Promise<void> {
  const { type, body } = await stream.record();
  if (type === CONTENT.alert) throw new WireError('handshake_refused');
  if (type !== CONTENT.changeCipherSpec || !body.equals(CHANGE_CIPHER_SPEC)) throw new WireError('unexpected_record');
}

async function expectFinished(session: CbcSession, expected: Buffer): Promise<void> {
  const reader = new HandshakeReader();
  const { type, content } = await session.read();
  if (type !== CONTENT.handshake) throw new WireError('unexpected_record');
  reader.push(content);
  const message = reader.next();
  if (message?.type !== HANDSHAKE.finished || !message.body.equals(expected)) throw new WireError('finished');
}

/** Key exchange, ChangeCipherSpec and Finished of the client; the keys are good from here on. */
function sayFinished(begun: BegunHandshake, hash: PrfHash): { session: CbcSession; master: Buffer; finished: Buffer } {
  const { stream, version, suite, clientRandom, serverHello, messages, certificateRequested } = begun;
  const cbc = cbcSuite(suite);
  if (cbc === null) throw new WireError('no_cbc_suite');
  const preMaster = preMasterOf(begun);
  const said = [handshakeMessage(HANDSHAKE.clientKeyExchange, preMaster.message)];
  if (certificateRequested) said.unshift(NO_CERTIFICATE);
  messages.push(...said);
  const randoms = { client: clientRandom, server: serverHello.random };
  const master = masterSecret(hash, preMaster.secret, randoms);
  const keys = cbcKeys(hash, master, randoms, cbc);
  const ours = new CbcDirection(version, cbc, keys.client);
  const finished = handshakeMessage(HANDSHAKE.finished, verifyData(hash, master, 'client', messages));
  const flight = [
    record(CONTENT.handshake, version, Buffer.concat(said)),
    record(CONTENT.changeCipherSpec, version, CHANGE_CIPHER_SPEC),
    ours.seal(CONTENT.handshake, finished),
  ];
  stream.connection.write(Buffer.concat(flight));
  return { session: new CbcSession(begun, ours, new CbcDirection(version, cbc, keys.server)), master, finished };
}

/**
 * A whole handshake of TLS 1.0 to 1.2 with RSA, ECDHE or DHE key exchange and a CBC suite: `hello` must offer nothing else,
 * neither extended master secret nor encrypt-then-MAC. Throws WireError or ConnectError where the server does not finish it.
 */
export async function cbcHandshake(connection: Connection, hello: ClientHello): Promise<CbcSession> {
  const begun = await beginHandshake(connection, hello);
  const hash = prfHashOf(begun.version, begun.suite);
  const { session, master, finished } = sayFinished(begun, hash);
  await expectChangeCipherSpec(begun);
  begun.messages.push(finished);
  await expectFinished(session, verifyData(hash, master, 'server', begun.messages));
  return session;
}
