import { constants, createHash, createPrivateKey, type KeyObject, privateDecrypt, randomBytes } from 'node:crypto';
import { type CipherState, cipherState } from '@/e2e/lab/own/cipher-state';
import { type Connection, Ending, type Incoming } from '@/e2e/lab/own/connection';
import type { Flaws } from '@/e2e/lab/own/flaws';
import { type Hello, readHello } from '@/e2e/lab/own/hello';
import { uint, vector } from '@/e2e/lab/own/records';
import { keyBlock, prf } from '@/e2e/lab/own/secrets';
import type { Suite } from '@/e2e/lab/own/suites';

const MESSAGE = { clientHello: 1, serverHello: 2, ticket: 4, certificate: 11, done: 14, clientKey: 16, finished: 20 };
const ALERT = { unexpected: 10, handshake: 40, decrypt: 51, version: 70 };

/** What a server keeps beyond one connection. */
export type ServerState = {
  readonly key: KeyObject;
  /** DER, leaf first. */
  readonly chain: readonly Buffer[];
  readonly flaws: Flaws;
  /** Master secrets by ticket. */
  readonly tickets: Map<string, { readonly master: Buffer; readonly suite: Suite }>;
};

/** Finished messages of the last handshake: renegotiation_info binds the next one to it. */
export type Binding = { readonly client: Buffer; readonly server: Buffer };

export function serverState(key: string, chain: readonly Buffer[], flaws: Flaws): ServerState {
  return { key: createPrivateKey(key), chain, flaws, tickets: new Map() };
}

/** The premaster secret, or null when its padding (PKCS #1 1.5) is wrong. */
function premaster(encrypted: Buffer, { key }: ServerState): Buffer | null {
  let plain: Buffer;
  try {
    plain = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, encrypted);
  } catch {
    return null;
  }
  const zero = plain.indexOf(0, 2);
  const right = plain[0] === 0 && plain[1] === 2 && zero === plain.length - 49;
  return right && plain.readUInt16BE(zero + 1) === 0x0303 ? plain.subarray(zero + 1) : null;
}

function serverHello({ hello, random, suite, server }: Exchange, sessionId: Buffer, binding: Binding | null): Buffer {
  const { flaws } = server;
  const extensions: Buffer[] = [];
  const add = (id: number, body: Buffer) => extensions.push(uint(id, 2), vector(body, 2));
  if (hello.knowsSecureRenegotiation && (flaws.renegotiation ?? 'secure') === 'secure') {
    const bound = binding ? Buffer.concat([binding.client, binding.server]) : Buffer.alloc(0);
    add(0xff01, vector(bound, 1));
  }
  if (hello.extensions.has(35)) add(35, Buffer.alloc(0));
  const compression = flaws.compression && hello.compressions.includes(1) ? 1 : 0;
  return Buffer.concat([
    uint(0x0303, 2),
    random,
    vector(sessionId, 1),
    uint(suite.id, 2),
    uint(compression, 1),
    ...(extensions.length > 0 ? [vector(Buffer.concat(extensions), 2)] : []),
  ]);
}

function expectMessage(incoming: Incoming, type: number): Buffer {
  if (incoming.kind === 'handshake' && incoming.type === type) return incoming.whole;
  throw new Ending(ALERT.unexpected);
}

/** CVE-2014-0224: keys out of nothing are taken into use, so nothing that comes can be decrypted. */
async function afterEarlyCcs(connection: Connection): Promise<never> {
  await connection.next();
  throw new Ending(20);
}

async function receiveMaster({ connection, server, hello, random, log }: Exchange): Promise<Buffer> {
  const incoming = await connection.next();
  if (incoming.kind === 'ccs' && server.flaws.earlyCcs) return afterEarlyCcs(connection);
  const whole = expectMessage(incoming, MESSAGE.clientKey);
  log.push(Buffer.from(whole));
  const secret = premaster(whole.subarray(6), server);
  if (secret === null && server.flaws.robot !== undefined) connection.answer(server.flaws.robot);
  return prf(secret ?? randomBytes(48), 'master secret', Buffer.concat([hello.random, random]), 48);
}

type Exchange = {
  readonly connection: Connection;
  readonly server: ServerState;
  readonly hello: Hello;
  readonly suite: Suite;
  readonly random: Buffer;
  /** Every handshake message so far, which Finished is made of. */
  readonly log: Buffer[];
};

function say({ connection, log }: Exchange, type: number, body: Buffer): void {
  log.push(connection.handshake(type, body));
}

function finished({ log }: Exchange, master: Buffer, who: 'client' | 'server'): Buffer {
  return prf(master, `${who} finished`, createHash('sha256').update(Buffer.concat(log)).digest(), 12);
}

/** The directions under this master secret: what the client writes, what the server writes. */
function directions({ hello, random, suite }: Exchange, master: Buffer) {
  const keys = keyBlock(master, { client: hello.random, server: random }, suite);
  return { reading: cipherState(suite, keys.client), writing: cipherState(suite, keys.server) };
}

async function takeFinished(exchange: Exchange, master: Buffer, reading: CipherState): Promise<Buffer> {
  const { connection, log } = exchange;
  const ccs = await connection.next();
  if (ccs.kind !== 'ccs') throw new Ending(ALERT.unexpected);
  connection.readWith(reading);
  const expected = finished(exchange, master, 'client');
  const whole = expectMessage(await connection.next(), MESSAGE.finished);
  if (!expected.equals(whole.subarray(4))) throw new Ending(ALERT.decrypt);
  log.push(Buffer.from(whole));
  return expected;
}

function giveFinished(exchange: Exchange, master: Buffer, writing: CipherState): Buffer {
  exchange.connection.writeWith(writing);
  const own = finished(exchange, master, 'server');
  say(exchange, MESSAGE.finished, own);
  return own;
}

/** Ticketbleed: the id is echoed in the full 32 bytes, with whatever lies behind it. */
function echoed(sessionId: Buffer, flaws: Flaws): Buffer {
  if (sessionId.length === 0 || !flaws.ticketbleed) return sessionId;
  return Buffer.concat([sessionId, randomBytes(32)]).subarray(0, 32);
}

/** One handshake, from its ClientHello to both Finished; a renegotiation is another under the keys of the last. */
export async function shakeHands(
  connection: Connection,
  first: Incoming,
  server: ServerState,
  binding: Binding | null,
): Promise<Binding> {
  const whole = Buffer.from(expectMessage(first, MESSAGE.clientHello));
  const hello = readHello(whole.subarray(4));
  if (hello.version < 0x0303) throw new Ending(ALERT.version);
  const known = server.tickets.get(hello.extensions.get(35)?.toString('hex') ?? '');
  const suite = known?.suite ?? hello.suite;
  if (!suite) throw new Ending(ALERT.handshake);
  const exchange: Exchange = { connection, server, hello, suite, random: randomBytes(32), log: [whole] };
  const sessionId = known ? echoed(hello.sessionId, server.flaws) : Buffer.alloc(0);
  say(exchange, MESSAGE.serverHello, serverHello(exchange, sessionId, binding));
  return known ? resume(exchange, known.master) : agree(exchange);
}

async function resume(exchange: Exchange, master: Buffer): Promise<Binding> {
  const { reading, writing } = directions(exchange, master);
  const server = giveFinished(exchange, master, writing);
  return { server, client: await takeFinished(exchange, master, reading) };
}

async function agree(exchange: Exchange): Promise<Binding> {
  const { server, hello, suite } = exchange;
  say(exchange, MESSAGE.certificate, vector(Buffer.concat(server.chain.map((der) => vector(der, 3))), 3));
  say(exchange, MESSAGE.done, Buffer.alloc(0));
  const master = await receiveMaster(exchange);
  const { reading, writing } = directions(exchange, master);
  const client = await takeFinished(exchange, master, reading);
  if (hello.extensions.has(35)) {
    const made = randomBytes(48);
    server.tickets.set(made.toString('hex'), { master, suite });
    say(exchange, MESSAGE.ticket, Buffer.concat([uint(7_200, 4), vector(made, 2)]));
  }
  return { client, server: giveFinished(exchange, master, writing) };
}
