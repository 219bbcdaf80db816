import type { Socket } from 'node:net';

export const TYPE = { ccs: 20, alert: 21, handshake: 22, data: 23 } as const;

export type TlsRecord = { readonly type: number; readonly version: number; readonly body: Buffer };

/** The records of a connection, as they come. Ends with the connection, and with what is no record. */
export async function* recordsOf(socket: Socket): AsyncGenerator<TlsRecord> {
  let rest = Buffer.alloc(0);
  // An ending thrown out of this loop must leave the socket open: its alert is still to be sent.
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5) {
      const length = rest.readUInt16BE(3);
      if (length > 18_432) return;
      if (rest.length < 5 + length) break;
      yield { type: rest.readUInt8(0), version: rest.readUInt16BE(1), body: rest.subarray(5, 5 + length) };
      rest = rest.subarray(5 + length);
    }
  }
}

export function record(type: number, body: Buffer, version = 0x0303): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(type, 0);
  head.writeUInt16BE(version, 1);
  head.writeUInt16BE(body.length, 3);
  return Buffer.concat([head, body]);
}

export function message(type: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.of(type), uint(body.length, 3), body]);
}

export function uint(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

/** A vector of TLS: its length in so many bytes, then itself. */
export function vector(bytes: Buffer, lengthBytes: number): Buffer {
  return Buffer.concat([uint(bytes.length, lengthBytes), bytes]);
}
