import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScanFacts } from '@/lib/tls/facts';
import { scan } from '@/lib/tls/scan';
import { rawServer } from '@/lib/tls/testing/servers';
import { numbers, uint, vector } from '@/lib/tls/wire/bytes';
import { HANDSHAKE, handshakeMessage } from '@/lib/tls/wire/handshake';
import { CONTENT, record } from '@/lib/tls/wire/records';

const DEADLINE = 3000;

const serverHello = handshakeMessage(
  HANDSHAKE.serverHello,
  Buffer.concat([uint(2, 0x0303), Buffer.alloc(32, 9), vector(1), uint(2, 0xc02f), numbers(1, [0])]),
);

/** Sends the same bytes as fast as they are taken, for ever. */
function flood(socket: Socket, first: Buffer, bytes: Buffer): void {
  const more = () => {
    while (!socket.destroyed && socket.write(bytes));
  };
  socket.write(first);
  socket.on('drain', more);
  more();
}

/** What a hostile server does once it has heard something. */
const HOSTILE: Readonly<Record<string, (socket: Socket) => void>> = {
  'sends a byte a second': (socket) => {
    const bytes = record(CONTENT.handshake, 0x0303, serverHello);
    let at = 0;
    const timer = setInterval(() => socket.write(bytes.subarray(at, ++at)), 1000);
    socket.on('close', () => clearInterval(timer));
  },
  'says hello and never closes': (socket) => socket.write(record(CONTENT.handshake, 0x0303, serverHello)),
  'claims a message of 16 MB': (socket) =>
    socket.write(record(CONTENT.handshake, 0x0303, Buffer.concat([serverHello, Buffer.from([11, 255, 255, 255])]))),
  'sends certificates without end': (socket) => {
    const head = Buffer.concat([serverHello, Buffer.from([11, 0x02, 0xf0, 0x00])]);
    flood(socket, record(CONTENT.handshake, 0x0303, head), record(CONTENT.handshake, 0x0303, Buffer.alloc(2 ** 14)));
  },
  'sends empty records without end': (socket) =>
    flood(socket, Buffer.alloc(0), Buffer.concat(Array(1000).fill(record(CONTENT.handshake, 0x0303, Buffer.alloc(0))))),
  'sends warnings without end': (socket) =>
    flood(
      socket,
      Buffer.alloc(0),
      Buffer.concat(Array(1000).fill(record(CONTENT.alert, 0x0303, Buffer.from([1, 112])))),
    ),
  'lies about the length of its record': (socket) => socket.write(Buffer.from('1603030200020000', 'hex')),
  'lies about lengths inside of its hello': (socket) =>
    socket.write(
      record(
        CONTENT.handshake,
        0x0303,
        handshakeMessage(2, Buffer.concat([serverHello.subarray(4, 38), Buffer.from([255])])),
      ),
    ),
  'speaks HTTP without end': (socket) => flood(socket, Buffer.from('HTTP/1.1 200 OK\r\n'), Buffer.alloc(65_536, 'a')),
};

const unhandled: unknown[] = [];
const note = (error: unknown) => unhandled.push(error);
beforeAll(() => {
  process.on('unhandledRejection', note);
});
afterAll(() => {
  process.off('unhandledRejection', note);
});

/** Resolves when the server has no connection left: none of ours outlives its scan. */
async function allClosed(sockets: ReadonlySet<Socket>): Promise<boolean> {
  for (let waited = 0; sockets.size > 0 && waited < 5000; waited += 20) await setTimeout(20);
  return sockets.size === 0;
}

async function scanHostile(behave: (socket: Socket) => void): Promise<{ facts: ScanFacts; closed: boolean }> {
  await using server = await rawServer((socket) => socket.once('data', () => behave(socket)));
  const facts = await scan(
    { host: 'scan.tls.test', port: server.port, sni: 'scan.tls.test', address: '127.0.0.1', starttls: null },
    {
      signal: new AbortController().signal,
      deadline: DEADLINE,
      perAddress: 64,
      switchedOff: [],
      intermediates: [],
      stores: [],
      fetch: null,
      now: new Date(),
    },
  );
  return { facts, closed: await allClosed(server.sockets) };
}

describe('a server that', () => {
  it.concurrent.each(Object.entries(HOSTILE))('%s: the scan ends in time, and says why', async (_name, behave) => {
    const { facts, closed } = await scanHostile(behave);
    expect(closed).toBe(true);
    expect(facts.milliseconds).toBeLessThan(DEADLINE + 2000);
    expect(Object.values(facts.probes).filter(({ state }) => state === 'failed')).toEqual([]);
    const run = facts.probes.protocols;
    expect(run).toMatchObject({ state: 'inconclusive', why: expect.stringMatching(/^[a-z_]+/) });
    expect(facts.protocols.tls13.offered).not.toBe(true);
  });

  it('leaves no promise without a hand', () => {
    expect(unhandled).toEqual([]);
  });
});
