import { randomBytes } from 'node:crypto';
import { message, record, TYPE, uint, vector } from '@/e2e/lab/own/records';

/** A ServerHello of TLS 1.2 with this suite and no extension. */
export function plainHello(suite: number): Buffer {
  const body = Buffer.concat([uint(0x0303, 2), randomBytes(32), Buffer.of(0), uint(suite, 2), Buffer.of(0)]);
  return message(2, body);
}

export function handshakeRecord(bytes: Buffer): Buffer {
  return record(TYPE.handshake, bytes);
}

/** A Certificate message that claims `length` bytes, with as many of them as are given. */
export function certificateClaiming(length: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.of(11), uint(length, 3), bytes]);
}

/** A chain of so many certificates that are none. */
export function chainOfNothing(count: number): Buffer {
  const one = vector(Buffer.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0), 3);
  return message(11, vector(Buffer.concat(Array.from({ length: count }, () => one)), 3));
}

/** HelloRetryRequest (RFC 8446, section 4.1.4) that asks for this group, whatever was sent. */
export function retryRequest(group: number): Buffer {
  const random = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex');
  const extensions = Buffer.concat([uint(43, 2), vector(uint(0x0304, 2), 2), uint(51, 2), vector(uint(group, 2), 2)]);
  const body = [uint(0x0303, 2), random, Buffer.of(0), uint(0x1301, 2), Buffer.of(0), vector(extensions, 2)];
  return message(2, Buffer.concat(body));
}
