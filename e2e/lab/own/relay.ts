import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { record, TYPE, uint, vector } from '@/e2e/lab/own/records';
import { listen } from '@/e2e/lab/own/server';
import type { Started } from '@/e2e/lab/types';

const HEARTBEAT = { record: 24, extension: 15 };
const SSL2_SUITES = ['010080', '020080', '0700c0'];

/** SERVER-HELLO of SSL 2 with the certificate and these suites (none: it answers, and accepts nothing). */
export function ssl2ServerHello(certificate: Buffer, withSuites: boolean): Buffer {
  const suites = withSuites ? Buffer.from(SSL2_SUITES.join(''), 'hex') : Buffer.alloc(0);
  const id = randomBytes(16);
  const lengths = Buffer.concat([uint(certificate.length, 2), uint(suites.length, 2), uint(id.length, 2)]);
  const body = Buffer.concat([Buffer.of(4, 0, 1, 0, 2), lengths, certificate, suites, id]);
  return Buffer.concat([uint(0x8000 | body.length, 2), body]);
}

function isSsl2Hello(first: Buffer): boolean {
  return first.length > 4 && ((first[0] ?? 0) & 0x80) !== 0 && first[2] === 1 && first[3] === 0 && first[4] === 2;
}

async function relayTo(port: number, socket: Socket, first: Buffer, pass: (bytes: Buffer) => Buffer): Promise<Socket> {
  const behind = connect({ port, host: '127.0.0.1' });
  behind.on('error', () => socket.destroy()).on('close', () => socket.end());
  behind.on('data', (bytes: Buffer) => socket.write(pass(bytes)));
  socket.on('close', () => behind.destroy());
  behind.write(first);
  return behind;
}

/** In front of a good server: answers SSL 2 itself and passes the rest. */
export function startSsl2Relay(port: number, certificate: Buffer, withSuites: boolean): Promise<Started> {
  return listen((socket) => {
    socket.once('data', async (first: Buffer) => {
      if (isSsl2Hello(first)) return void socket.end(ssl2ServerHello(certificate, withSuites));
      const behind = await relayTo(port, socket, first, (bytes) => bytes);
      socket.on('data', (bytes: Buffer) => behind.write(bytes));
    });
  });
}

function asksForHeartbeats(hello: Buffer): boolean {
  return hello.includes(Buffer.of(0, HEARTBEAT.extension, 0, 1));
}

/** Puts the heartbeat extension into a ServerHello that is the first message of the first record. */
function withHeartbeat(bytes: Buffer): Buffer {
  if (bytes[0] !== TYPE.handshake || bytes[5] !== 2) return bytes;
  const length = bytes.readUInt16BE(3);
  const hello = bytes.subarray(9, 9 + bytes.readUIntBE(6, 3));
  const rest = bytes.subarray(9 + hello.length, 5 + length);
  const at = 35 + (hello[34] ?? 0) + 3;
  const extensions = Buffer.concat([hello.subarray(at + 2), Buffer.of(0, HEARTBEAT.extension, 0, 1, 1)]);
  const body = Buffer.concat([hello.subarray(0, at), vector(extensions, 2)]);
  const first = record(TYPE.handshake, Buffer.concat([Buffer.of(2), vector(body, 3), rest]), bytes.readUInt16BE(1));
  return Buffer.concat([first, bytes.subarray(5 + length)]);
}

/** In front of a good server: says that it knows heartbeats, and answers each with 16 kB. */
export function startHeartbleedRelay(port: number): Promise<Started> {
  return listen((socket) => {
    socket.once('data', async (hello: Buffer) => {
      let pass = asksForHeartbeats(hello) ? withHeartbeat : (bytes: Buffer) => bytes;
      const behind = await relayTo(port, socket, hello, (bytes) => {
        const passed = pass(bytes);
        pass = (later) => later;
        return passed;
      });
      socket.on('data', (bytes: Buffer) => {
        if (bytes[0] !== HEARTBEAT.record) return void behind.write(bytes);
        const answer = Buffer.concat([Buffer.of(2), vector(Buffer.alloc(16_000, 0x41), 2)]);
        socket.write(record(HEARTBEAT.record, answer));
      });
    });
  });
}
