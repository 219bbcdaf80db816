import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { suiteById } from '@/lib/tls/registry/suites';
import { type HeardHello, parseClientHello } from '@/lib/tls/testing/fake-hello';
import { rsaSecret, x25519Exchange } from '@/lib/tls/testing/fake-keys';
import type { FakeOptions, Reaction } from '@/lib/tls/testing/fake-options';
import { numbers, uint, vector, WireError } from '@/lib/tls/wire/bytes';
import { CbcDirection, cbcKeys, cbcSuite } from '@/lib/tls/wire/cbc';
import { EXTENSION } from '@/lib/tls/wire/extensions';
import { HANDSHAKE, type HandshakeMessage, HandshakeReader, handshakeMessage } from '@/lib/tls/wire/handshake';
import { masterSecret, prfHashOf, verifyData } from '@/lib/tls/wire/prf';
import { CONTENT, RecordReader, record } from '@/lib/tls/wire/records';

const ALERT = { unexpected: 10, badRecordMac: 20, handshakeFailure: 40, protocolVersion: 70 } as const;
const SCSV = 0x00ff;
const RESPONSE = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');

/** One connection of a fake server: a small, honest state machine with the faults that its options ask for. */
export class FakeConnection {
  readonly #records = new RecordReader();
  readonly #handshakes = new HandshakeReader();
  readonly #messages: Buffer[] = [];
  readonly #serverRandom = randomBytes(32);
  #hello: HeardHello | null = null;
  #version = 0x0301;
  #secretOf: ((message: Buffer) => Buffer) | null = null;
  #master: Buffer | null = null;
  #reads: CbcDirection | null = null;
  #writes: CbcDirection | null = null;
  /** The client said ChangeCipherSpec: what it sends is encrypted. */
  #encrypted = false;
  /** So did we. */
  #sealing = false;
  /** A ChangeCipherSpec came too early and was taken: whatever follows cannot be decrypted. */
  #injected = false;
  #over = false;

  constructor(
    private readonly socket: Socket,
    private readonly options: FakeOptions,
  ) {
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
  }

  #take(chunk: Buffer) {
    try {
      this.#records.push(chunk);
      for (let next = this.#records.next(); next !== null && !this.#over; next = this.#records.next()) {
        this.#record(next.type, next.body);
      }
    } catch (error) {
      if (!(error instanceof WireError) && !(error instanceof RangeError)) throw error;
      this.#alert(ALERT.unexpected);
    }
  }

  #record(type: number, body: Buffer) {
    if (this.#injected) return this.#alert(ALERT.badRecordMac);
    if (this.#encrypted) return this.#sealedRecord(type, body);
    if (type === CONTENT.handshake) return this.#handshake(body);
    if (type === CONTENT.changeCipherSpec) return this.#changeCipherSpec();
    if (type === CONTENT.heartbeat && this.options.quirks?.heartbeat) return this.#heartbeat(body);
    if (type === CONTENT.alert) return this.#end();
    this.#alert(ALERT.unexpected);
  }

  #handshake(body: Buffer) {
    this.#handshakes.push(body);
    for (let next = this.#handshakes.next(); next !== null && !this.#over; next = this.#handshakes.next()) {
      if (next.type === HANDSHAKE.clientHello && this.#hello === null) this.#clientHello(next);
      else if (next.type === HANDSHAKE.clientKeyExchange && this.#hello !== null) this.#clientKeyExchange(next);
      else this.#alert(ALERT.unexpected);
    }
  }

  #clientHello(message: HandshakeMessage) {
    const hello = parseClientHello(message.body);
    const { highest = 0x0303, lowest = 0x0301, suites, quirks = {} } = this.options;
    this.#hello = hello;
    this.#version = Math.min(hello.version, highest);
    if (hello.version < lowest) return this.#alert(ALERT.protocolVersion);
    const suite = suiteById(suites.find((id) => hello.suites.includes(id)) ?? -1);
    if (suite === null) return this.#alert(ALERT.handshakeFailure);
    this.#messages.push(message.raw);
    const resumes = quirks.tickets !== undefined && (hello.extensions.get(EXTENSION.sessionTicket)?.length ?? 0) > 0;
    this.#say(HANDSHAKE.serverHello, this.#serverHello(hello, suite.id, resumes));
    if (resumes) return this.#end();
    this.#say(HANDSHAKE.certificate, vector(3, ...this.options.chain.map((der) => vector(3, der))));
    if (suite.kx === 'ECDHE') {
      const randoms = Buffer.concat([hello.random, this.#serverRandom]);
      const { body, secretOf } = x25519Exchange(this.options.key, this.#version, randoms);
      this.#secretOf = secretOf;
      this.#say(HANDSHAKE.serverKeyExchange, body);
    }
    this.#say(HANDSHAKE.serverHelloDone, Buffer.alloc(0));
  }

  #serverHello({ sessionId, extensions, suites, compression }: HeardHello, suite: number, resumes: boolean): Buffer {
    const { quirks = {} } = this.options;
    const echoed =
      quirks.tickets === 'bleeds' ? Buffer.concat([sessionId, Buffer.alloc(32)]).subarray(0, 32) : sessionId;
    const asked = (type: number) => extensions.has(type);
    const answers: readonly (readonly [boolean, number, Buffer])[] = [
      [
        !quirks.insecureRenegotiation && (asked(EXTENSION.renegotiationInfo) || suites.includes(SCSV)),
        EXTENSION.renegotiationInfo,
        Buffer.of(0),
      ],
      [
        !resumes && quirks.tickets !== undefined && asked(EXTENSION.sessionTicket),
        EXTENSION.sessionTicket,
        Buffer.alloc(0),
      ],
      [quirks.heartbeat !== undefined && asked(EXTENSION.heartbeat), EXTENSION.heartbeat, Buffer.of(1)],
    ];
    const said = answers
      .filter(([due]) => due)
      .map(([, type, data]) => Buffer.concat([uint(2, type), vector(2, data)]));
    return Buffer.concat([
      uint(2, this.#version),
      this.#serverRandom,
      vector(1, resumes ? echoed : Buffer.alloc(0)),
      uint(2, suite),
      numbers(1, [quirks.compression && compression.includes(1) ? 1 : 0]),
      said.length > 0 ? vector(2, ...said) : Buffer.alloc(0),
    ]);
  }

  #clientKeyExchange(message: HandshakeMessage) {
    this.#messages.push(message.raw);
    const { key, quirks = {} } = this.options;
    if (this.#secretOf !== null) return this.#agree(this.#secretOf(message.body));
    const { secret, fault } = rsaSecret(key, this.#hello?.version ?? 0, message.body);
    const reaction = fault === null ? 'accept' : (quirks.badPkcs?.(fault) ?? 'accept');
    if (reaction === 'accept') this.#agree(secret);
    else this.#react(reaction);
  }

  #agree(preMaster: Buffer) {
    const suite = suiteById(this.#suite);
    const cbc = suite === null ? null : cbcSuite(suite);
    if (suite === null || cbc === null || this.#hello === null) return this.#alert(ALERT.handshakeFailure);
    const hash = prfHashOf(this.#version, suite);
    const randoms = { client: this.#hello.random, server: this.#serverRandom };
    this.#master = masterSecret(hash, preMaster, randoms);
    const keys = cbcKeys(hash, this.#master, randoms, cbc);
    this.#reads = new CbcDirection(this.#version, cbc, keys.client);
    this.#writes = new CbcDirection(this.#version, cbc, keys.server);
  }

  get #suite(): number {
    return this.options.suites.find((id) => this.#hello?.suites.includes(id)) ?? -1;
  }

  #changeCipherSpec() {
    if (this.#reads !== null) this.#encrypted = true;
    else if (this.options.quirks?.earlyChangeCipherSpec && this.#hello !== null) this.#injected = true;
    else this.#alert(ALERT.unexpected);
  }

  #sealedRecord(type: number, body: Buffer) {
    const opened = this.#reads?.open(type, body);
    if (opened === undefined) return this.#alert(ALERT.unexpected);
    if (opened.padding !== 'right' || !opened.macRight) {
      const reaction = this.options.quirks?.badRecord?.(opened, this.#version) ?? { alert: ALERT.badRecordMac };
      if (reaction !== 'accept') return this.#react(reaction);
    }
    if (type === CONTENT.handshake) return this.#finished(opened.content);
    if (type === CONTENT.alert) return this.#end();
    const { response = RESPONSE } = this.options;
    if (opened.content.length === 0 || response === null) return;
    this.#send(CONTENT.application, response);
    this.#alert(0);
  }

  #finished(content: Buffer) {
    const suite = suiteById(this.#suite);
    if (suite === null || this.#master === null || this.#messages.length === 0) return this.#alert(ALERT.unexpected);
    const hash = prfHashOf(this.#version, suite);
    const expected = verifyData(hash, this.#master, 'client', this.#messages);
    if (!content.subarray(4).equals(expected)) return this.#alert(ALERT.handshakeFailure);
    this.#messages.push(content);
    if (this.options.quirks?.tickets && this.#hello?.extensions.has(EXTENSION.sessionTicket)) {
      const ticket = Buffer.concat([Buffer.alloc(4), vector(2, randomBytes(64))]);
      this.#say(HANDSHAKE.newSessionTicket, ticket);
    }
    const verify = verifyData(hash, this.#master, 'server', this.#messages);
    this.socket.write(record(CONTENT.changeCipherSpec, this.#version, Buffer.of(1)));
    this.#sealing = true;
    this.#send(CONTENT.handshake, handshakeMessage(HANDSHAKE.finished, verify));
  }

  /** RFC 6520, section 4: one byte of type, two of length, the payload, and padding. */
  #heartbeat(body: Buffer) {
    const claimed = body.readUInt16BE(1);
    const carried = body.length - 3 - 16;
    const { heartbeat } = this.options.quirks ?? {};
    if (heartbeat === 'ignores' || (heartbeat === 'answers' && claimed > carried)) return;
    const payload = Buffer.concat([body.subarray(3, 3 + claimed), Buffer.alloc(claimed)]).subarray(0, claimed);
    this.#send(CONTENT.heartbeat, Buffer.concat([Buffer.of(2), vector(2, payload), randomBytes(16)]));
  }

  #say(type: number, body: Buffer) {
    const message = handshakeMessage(type, body);
    this.#messages.push(message);
    this.socket.write(record(CONTENT.handshake, this.#version, message));
  }

  #send(type: number, content: Buffer) {
    const sealed = this.#sealing ? this.#writes?.seal(type, content) : undefined;
    this.socket.write(sealed ?? record(type, this.#version, content));
  }

  #react(reaction: Exclude<Reaction, 'accept'>) {
    if (reaction === 'close') this.#end();
    else if (reaction === 'silence') this.#over = true;
    else this.#alert(reaction.alert);
  }

  #alert(code: number) {
    if (this.#over) return;
    this.#send(CONTENT.alert, Buffer.of(code === 0 ? 1 : 2, code));
    this.#end();
  }

  #end() {
    this.#over = true;
    this.socket.end();
  }
}
