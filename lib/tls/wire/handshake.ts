import { uint, vector, WireError } from '@/lib/tls/wire/bytes';

export const HANDSHAKE = {
  helloRequest: 0,
  clientHello: 1,
  serverHello: 2,
  newSessionTicket: 4,
  encryptedExtensions: 8,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  certificateVerify: 15,
  clientKeyExchange: 16,
  finished: 20,
  certificateStatus: 22,
} as const;

export type HandshakeMessage = {
  readonly type: number;
  readonly body: Buffer;
  /** With its header: what the transcript hashes. */
  readonly raw: Buffer;
};

/** OpenSSL's own limit for a chain is 100 kB; a chain with a large key of tomorrow still fits. */
const MAX_MESSAGE = 192 * 1024;

/** Puts handshake messages together from the bodies of records; a message that claims too much throws at once. */
export class HandshakeReader {
  #parts: Buffer[] = [];
  #length = 0;

  push(body: Buffer): void {
    this.#parts.push(body);
    this.#length += body.length;
  }

  next(): HandshakeMessage | null {
    if (this.#length < 4) return null;
    const first = this.#parts[0];
    const head = first !== undefined && first.length >= 4 ? first : this.#join();
    const needed = 4 + head.readUIntBE(1, 3);
    if (needed > MAX_MESSAGE) throw new WireError('message_too_long');
    if (this.#length < needed) return null;
    const bytes = this.#join();
    this.#parts = [bytes.subarray(needed)];
    this.#length -= needed;
    return { type: bytes.readUInt8(0), body: bytes.subarray(4, needed), raw: bytes.subarray(0, needed) };
  }

  #join(): Buffer {
    const bytes = this.#parts.length === 1 ? (this.#parts[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#parts);
    this.#parts = [bytes];
    return bytes;
  }
}

export function handshakeMessage(type: number, body: Buffer): Buffer {
  return Buffer.concat([uint(1, type), vector(3, body)]);
}
