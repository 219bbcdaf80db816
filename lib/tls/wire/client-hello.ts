import { randomBytes } from 'node:crypto';
import { numbers, uint, vector } from '@/lib/tls/wire/bytes';
import type { Extension } from '@/lib/tls/wire/extensions';
import { HANDSHAKE, handshakeMessage } from '@/lib/tls/wire/handshake';
import { CONTENT, record } from '@/lib/tls/wire/records';

export type ClientHello = {
  /** `client_version`: the highest version before TLS 1.3, 0x0303 with it. */
  readonly version: number;
  /** Version in the record's head; without it min(version, TLS 1.0), as RFC 8446 (5.1) advises. */
  readonly recordVersion?: number;
  readonly random?: Buffer;
  readonly sessionId?: Buffer;
  readonly suites: readonly number[];
  /** Compression methods, null alone by default. */
  readonly compression?: readonly number[];
  /** Null: a hello without the block of extensions, as SSL 3 has it. */
  readonly extensions: readonly Extension[] | null;
};

/** The handshake message of a ClientHello (RFC 5246, section 7.4.1.2; RFC 8446, section 4.1.2). */
export function clientHelloMessage(hello: ClientHello): Buffer {
  const parts = [
    uint(2, hello.version),
    hello.random ?? randomBytes(32),
    vector(1, hello.sessionId ?? Buffer.alloc(0)),
    vector(2, numbers(2, hello.suites)),
    vector(1, numbers(1, hello.compression ?? [0])),
  ];
  if (hello.extensions !== null) {
    parts.push(vector(2, ...hello.extensions.map(({ type, data }) => Buffer.concat([uint(2, type), vector(2, data)]))));
  }
  return handshakeMessage(HANDSHAKE.clientHello, Buffer.concat(parts));
}

/** The version that the first record carries. */
export function helloRecordVersion(hello: ClientHello): number {
  return hello.recordVersion ?? Math.min(hello.version, 0x0301);
}

/** A ClientHello as it goes onto the wire. */
export function clientHello(hello: ClientHello): Buffer {
  return record(CONTENT.handshake, helloRecordVersion(hello), clientHelloMessage(hello));
}
