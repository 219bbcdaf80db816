import { describe, expect, it } from 'vitest';
import { PROBES } from '@/lib/tls/probes/registry';
import { runProbe } from '@/lib/tls/probes/run';
import { enumerateSuites } from '@/lib/tls/probes/suites';
import type { ProbeContext } from '@/lib/tls/probes/types';
import { type HeardHello, parseClientHello } from '@/lib/tls/testing/fake-hello';
import { connectorTo, rawServer } from '@/lib/tls/testing/servers';
import { numbers, uint, vector } from '@/lib/tls/wire/bytes';
import { EXTENSION, type Extension, extension, renegotiationInfo } from '@/lib/tls/wire/extensions';
import { HANDSHAKE, HandshakeReader, handshakeMessage } from '@/lib/tls/wire/handshake';
import { CONTENT, RecordReader, record } from '@/lib/tls/wire/records';

/** What an odd server does with a hello: the parts of its answer, an alert, or silence. */
type Answer = {
  readonly version: number;
  readonly suite: number;
  readonly compression?: number;
  readonly extensions?: readonly Extension[];
  readonly random?: Buffer;
  /** Body of a ServerKeyExchange. */
  readonly keyExchange?: Buffer;
};
type Odd = (hello: HeardHello) => Answer | number | null;

function flight({ version, suite, compression = 0, extensions = [], random, keyExchange }: Answer): Buffer {
  const list = extensions.map(({ type, data }) => Buffer.concat([uint(2, type), vector(2, data)]));
  const body = [uint(2, version), random ?? Buffer.alloc(32, 3), vector(1), uint(2, suite), numbers(1, [compression])];
  const messages = [
    handshakeMessage(HANDSHAKE.serverHello, Buffer.concat([...body, vector(2, ...list)])),
    handshakeMessage(HANDSHAKE.certificate, vector(3, vector(3, Buffer.from('no certificate at all')))),
    ...(keyExchange === undefined ? [] : [handshakeMessage(HANDSHAKE.serverKeyExchange, keyExchange)]),
    handshakeMessage(HANDSHAKE.serverHelloDone, Buffer.alloc(0)),
  ];
  return record(CONTENT.handshake, version, Buffer.concat(messages));
}

/** Runs the enumeration and one probe against a server that answers hellos in its own way. */
async function probed(id: string, odd: Odd) {
  await using server = await rawServer((socket) => {
    const [records, messages] = [new RecordReader(), new HandshakeReader()];
    socket.on('data', (chunk) => {
      records.push(chunk);
      for (let next = records.next(); next !== null; next = records.next()) messages.push(next.body);
      const message = messages.next();
      const answer = message === null ? null : odd(parseClientHello(message.body));
      if (typeof answer === 'number') socket.end(record(CONTENT.alert, 0x0303, Buffer.from([2, answer])));
      else if (answer !== null) socket.write(flight(answer));
    });
  });
  const connector = connectorTo(server, { milliseconds: 3000 });
  const found = await enumerateSuites(connector, null);
  const context: ProbeContext = { connector, sni: null, found, signal: connector.signal };
  const probe = PROBES.find((each) => each.id === id);
  if (probe === undefined) throw new Error(`no probe ${id}`);
  const { run, result } = await runProbe(probe, context, null);
  return { run, facts: result?.facts ?? {}, versions: result?.versions ?? {}, found };
}

const HANDSHAKE_FAILURE = 40;
const PROTOCOL_VERSION = 70;
const RSA_SUITES = [0x002f, 0x0035];

/** TLS 1.2 with RSA key exchange, and what a test changes. */
const plain =
  (change: (hello: HeardHello) => Partial<Answer> | number | null = () => ({})): Odd =>
  (hello) => {
    const newest = hello.extensions.get(EXTENSION.supportedVersions);
    const takes12 = newest === undefined ? hello.version === 0x0303 : newest.includes(Buffer.from([3, 3]));
    if (!takes12) return PROTOCOL_VERSION;
    const suite = RSA_SUITES.find((each) => hello.suites.includes(each));
    if (suite === undefined) return HANDSHAKE_FAILURE;
    const changed = change(hello);
    return typeof changed === 'number' || changed === null ? changed : { version: 0x0303, suite, ...changed };
  };

const has = (hello: HeardHello, type: number) => hello.extensions.has(type);

describe('servers that are odd', () => {
  it('without extended master secret, with compression', async () => {
    expect((await probed('extended_master_secret', plain())).facts).toEqual({ extendedMasterSecret: false });
    const squeezes = plain((hello) => ({ compression: hello.compression.includes(1) ? 1 : 0 }));
    expect((await probed('compression', squeezes)).facts).toEqual({ compression: true });
    expect((await probed('compression', plain())).facts).toEqual({ compression: false });
  });

  it('that take a fallback for what it is, or do not know it', async () => {
    const both =
      (known: boolean): Odd =>
      (hello) => {
        const fallback = hello.suites.includes(0x5600);
        if (hello.version < 0x0302 || has(hello, EXTENSION.supportedVersions)) return PROTOCOL_VERSION;
        if (known && fallback && hello.version === 0x0302) return 86;
        return hello.suites.includes(0x002f) ? { version: hello.version, suite: 0x002f } : HANDSHAKE_FAILURE;
      };
    expect((await probed('fallback', both(true))).facts).toEqual({ fallbackScsv: true });
    expect((await probed('fallback', both(false))).facts).toEqual({ fallbackScsv: false });
    expect((await probed('fallback', plain())).run).toMatchObject({ state: 'not_applicable', why: 'one_version' });
  });

  const grease = (code: number) => (code & 0x0f0f) === 0x0a0a;
  const codesIn = (hello: HeardHello, type: number, skip: number) => {
    const data = hello.extensions.get(type)?.subarray(skip) ?? Buffer.alloc(0);
    return Array.from({ length: data.length >> 1 }, (_, at) => data.readUInt16BE(at * 2));
  };

  it.each([
    ['version', (hello: HeardHello) => codesIn(hello, EXTENSION.supportedVersions, 1).some(grease)],
    ['suite', (hello: HeardHello) => hello.suites.some(grease)],
    ['group', (hello: HeardHello) => codesIn(hello, EXTENSION.supportedGroups, 2).some(grease)],
    ['extension', (hello: HeardHello) => [...hello.extensions.keys()].some(grease)],
    ['long_hello', (hello: HeardHello) => has(hello, EXTENSION.padding)],
  ] as const)('that stumble over an unknown %s', async (name, stumbles) => {
    const { facts, run } = await probed(
      'intolerance',
      plain((hello) => (stumbles(hello) ? 47 : {})),
    );
    expect({ facts, state: run.state }).toEqual({ facts: { intolerances: [name] }, state: 'done' });
  });

  it('that fall silent: nothing is known, and nothing is blamed', async () => {
    const mute = plain((hello) => (hello.suites.some(grease) ? null : {}));
    const { facts, run } = await probed('intolerance', mute);
    expect(facts).toEqual({ intolerances: [] });
    expect(run).toMatchObject({ state: 'inconclusive', why: 'timeout' });
  });

  it('with a small group of DHE, used again and again', async () => {
    const prime = Buffer.alloc(96, 0xff);
    const dhe =
      (fresh: boolean): Odd =>
      (hello) => {
        if (hello.version !== 0x0301) return PROTOCOL_VERSION;
        if (!hello.suites.includes(0x0033)) return HANDSHAKE_FAILURE;
        const key = fresh ? crypto.getRandomValues(Buffer.alloc(96)) : Buffer.alloc(96, 5);
        const keyExchange = Buffer.concat([vector(2, prime), vector(2, Buffer.from([2])), vector(2, key), vector(2)]);
        return { version: 0x0301, suite: 0x0033, keyExchange };
      };
    const again = await probed('groups', dhe(false));
    expect(again.facts).toEqual({ dhReused: true });
    expect(again.found.tls10.facts).toMatchObject({ dhBits: 768, groups: [{ id: null, name: 'dh768', bits: 768 }] });
    expect((await probed('groups', dhe(true))).facts).toEqual({ dhReused: false });
  });

  it('that speak of protocols and renegotiation in their hello', async () => {
    const data = vector(2, vector(1, Buffer.from('h2')));
    const talks = plain((hello) => ({
      extensions: [renegotiationInfo(), ...(has(hello, EXTENSION.alpn) ? [extension(EXTENSION.alpn, data)] : [])],
    }));
    const { facts, found } = await probed('alpn', talks);
    expect(facts).toEqual({ alpn: ['h2'] });
    expect(found.tls12.lists.flat()[0]?.hello.extensions.has(EXTENSION.renegotiationInfo)).toBe(true);
    const refuses = plain((hello) => (has(hello, EXTENSION.alpn) ? 120 : {}));
    expect((await probed('alpn', refuses)).facts).toEqual({ alpn: [] });
  });

  it('with the mark of a downgrade where there is nothing better', async () => {
    const marked = plain(() => ({ random: Buffer.concat([Buffer.alloc(24), Buffer.from('DOWNGRD\x01', 'latin1')]) }));
    expect((await probed('downgrade', marked)).run).toMatchObject({ state: 'not_applicable', why: 'one_version' });
  });

  it('that choose in the order of nobody', async () => {
    let turn = 0;
    const moody: Odd = (hello) => {
      if (hello.version !== 0x0303 || has(hello, EXTENSION.supportedVersions)) return PROTOCOL_VERSION;
      const offered = hello.suites.filter((suite) => [0x002f, 0x0035, 0x003c].includes(suite));
      const suite = offered.length === 3 ? offered[[0, 1, 2][turn++ % 3] ?? 0] : offered[0];
      return suite === undefined ? HANDSHAKE_FAILURE : { version: 0x0303, suite };
    };
    const { versions, found } = await probed('preference', moody);
    expect(versions.tls12?.preference).toBeNull();
    expect(new Set(found.tls12.facts.suites)).toEqual(new Set([0x002f, 0x0035, 0x003c]));
  });
});
