import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSecureContext, TLSSocket } from 'node:tls';
import {
  certificateClaiming,
  chainOfNothing,
  handshakeRecord,
  plainHello,
  retryRequest,
} from '@/e2e/lab/hostile/flights';
import { message, record, TYPE } from '@/e2e/lab/own/records';
import { listen } from '@/e2e/lab/own/server';
import type { Started } from '@/e2e/lab/types';
import type { StartTls } from '@/lib/tls/facts';

/** A server that means harm. A scan of it ends in a bounded time, within bounded memory, with a result that says why. */
export type HostileServer = {
  readonly id: string;
  readonly about: string;
  readonly starttls?: StartTls;
  start(leaf: { key: string; chain: string }): Promise<Started>;
};

const MEGABYTE = 1_048_576;
const ECDHE_AES128_GCM = 0xc02f;

/** Waits for the first bytes of a client and then says what is to be said. */
function afterHello(talk: (socket: Socket, hello: Buffer) => unknown): () => Promise<Started> {
  return () => listen((socket) => void socket.once('data', async (hello: Buffer) => talk(socket, hello)));
}

/** Sends the same bytes until so many are out or the peer is gone; never faster than they are taken. */
async function flood(socket: Socket, one: Buffer, most: number): Promise<void> {
  const bytes = Buffer.concat(Array.from({ length: Math.ceil(65_536 / one.length) }, () => one));
  for (let sent = 0; sent < most && socket.writable; sent += bytes.length) {
    if (!socket.write(bytes)) {
      await new Promise<void>((resolve) => {
        socket.once('drain', resolve).once('close', resolve);
      });
    }
  }
}

async function drip(socket: Socket, bytes: Buffer, everyMs: number): Promise<void> {
  for (const byte of bytes) {
    if (!socket.writable) return;
    socket.write(Buffer.of(byte));
    await sleep(everyMs);
  }
}

const firstFlight = Buffer.concat([handshakeRecord(plainHello(ECDHE_AES128_GCM)), handshakeRecord(chainOfNothing(3))]);
const certificates = Buffer.concat(Array.from({ length: 64 }, () => handshakeRecord(Buffer.alloc(16_384, 0x30))));

const HANDSHAKES: readonly HostileServer[] = [
  { id: 'h01', about: 'sends a byte a second', start: afterHello((socket) => drip(socket, firstFlight, 1_000)) },
  { id: 'h02', about: 'takes everything and says nothing', start: () => listen((socket) => void socket.resume()) },
  {
    id: 'h03',
    about: 'sends 100 MB of certificates',
    start: afterHello(async (socket) => {
      socket.write(handshakeRecord(plainHello(ECDHE_AES128_GCM)));
      socket.write(handshakeRecord(certificateClaiming(0xffffff, Buffer.alloc(16_000, 0x30))));
      await flood(socket, certificates, 100 * MEGABYTE);
    }),
  },
  {
    id: 'h04',
    about: 'record that claims 65,535 bytes and carries ten',
    start: afterHello((socket) => socket.write(Buffer.from('160303ffff02000046030300', 'hex'))),
  },
  {
    id: 'h05',
    about: 'vectors longer than their message',
    start: afterHello((socket) => {
      const hello = plainHello(ECDHE_AES128_GCM);
      hello.writeUInt8(255, 38);
      socket.end(handshakeRecord(hello));
    }),
  },
  {
    id: 'h06',
    about: 'handshake messages without end',
    start: afterHello(async (socket) => {
      socket.write(handshakeRecord(plainHello(ECDHE_AES128_GCM)));
      await flood(socket, handshakeRecord(message(0, Buffer.alloc(0))), 50 * MEGABYTE);
    }),
  },
  { id: 'h07', about: 'garbage', start: afterHello((socket) => socket.end(randomBytes(4_096))) },
  { id: 'h08', about: 'resets each connection', start: () => listen((socket) => void socket.resetAndDestroy()) },
  { id: 'h09', about: 'resets after the hello', start: afterHello((socket) => socket.resetAndDestroy()) },
  {
    id: 'h10',
    about: 'empty records without end',
    start: afterHello((socket) => flood(socket, handshakeRecord(Buffer.alloc(0)), 50 * MEGABYTE)),
  },
  {
    id: 'h11',
    about: 'warnings without end',
    start: afterHello((socket) => flood(socket, record(TYPE.alert, Buffer.of(1, 112)), 50 * MEGABYTE)),
  },
  {
    id: 'h12',
    about: 'answers in plain HTTP',
    start: afterHello((socket) => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\nplain HTTP')),
  },
  {
    id: 'h13',
    about: 'chooses a suite that nobody offered',
    start: afterHello((socket) => socket.write(handshakeRecord(plainHello(0xfefe)))),
  },
  {
    id: 'h14',
    about: 'chooses whatever is offered first, for ever',
    start: afterHello((socket, hello) => {
      const at = 43 + (hello[43] ?? 0) + 3;
      if (hello[0] !== TYPE.handshake || hello.length < at + 2) return void socket.end();
      socket.write(handshakeRecord(plainHello(hello.readUInt16BE(at))));
    }),
  },
  {
    id: 'h15',
    about: 'asks for another hello again and again',
    start: () => listen((socket) => void socket.on('data', () => socket.write(handshakeRecord(retryRequest(0x0017))))),
  },
  {
    id: 'h16',
    about: 'sends 10,000 certificates that are none',
    start: afterHello((socket) => {
      const chain = chainOfNothing(10_000);
      socket.write(handshakeRecord(plainHello(ECDHE_AES128_GCM)));
      for (let at = 0; at < chain.length; at += 16_384) socket.write(handshakeRecord(chain.subarray(at, at + 16_384)));
    }),
  },
];

function overTls(talk: (socket: Socket) => unknown): HostileServer['start'] {
  return ({ key, chain }) => {
    const secureContext = createSecureContext({ key, cert: chain });
    return listen((socket) => {
      const secure = new TLSSocket(socket, { isServer: true, secureContext });
      secure.on('error', () => socket.destroy()).once('data', () => talk(secure));
    });
  };
}

const ANSWERS: readonly HostileServer[] = [
  {
    id: 'h17',
    about: 'good handshake, then HTTP headers without end',
    start: overTls(async (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      await flood(socket, Buffer.from(`X-More: ${'a'.repeat(8_000)}\r\n`), 50 * MEGABYTE);
    }),
  },
  {
    id: 'h18',
    about: 'good handshake, then HTTP a byte a second',
    start: overTls((socket) => drip(socket, Buffer.from(`HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(500)}`), 1_000)),
  },
  {
    id: 'h19',
    about: 'good handshake, then a redirect to the metadata address, with markup in it',
    start: overTls((socket) =>
      socket.end(
        'HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/<script>\r\nServer: <img src=x>\r\n' +
          'Strict-Transport-Security: max-age=1e99; max-age=-1\r\nContent-Length: 0\r\n\r\n',
      ),
    ),
  },
  {
    id: 'h20',
    about: 'SMTP greeting without end',
    starttls: 'smtp',
    start: () => listen((socket) => flood(socket, Buffer.from(`220-${'a'.repeat(500)}\r\n`), 50 * MEGABYTE)),
  },
  {
    id: 'h21',
    about: 'SMTP that says TLS and goes on in the clear',
    starttls: 'smtp',
    start: () =>
      listen((socket) => {
        socket.write('220 ready\r\n');
        socket.on('data', () => socket.write('250-STARTTLS\r\n250 STARTTLS\r\n220 go\r\n220 go\r\n'));
      }),
  },
];

export const HOSTILE: readonly HostileServer[] = [...HANDSHAKES, ...ANSWERS];
