import { uint, vector, WireError } from '@/lib/tls/wire/bytes';

export const CONTENT = { changeCipherSpec: 20, alert: 21, handshake: 22, application: 23, heartbeat: 24 } as const;

export type TlsRecord = { readonly type: number; readonly version: number; readonly body: Buffer };

/** RFC 5246, section 6.2.3: the plaintext's 2^14 and what compression and encryption may add. */
const MAX_BODY = 2 ** 14 + 2048;
/** More records than any handshake needs: a flood of empty ones ends here. */
const MAX_RECORDS = 4096;

/** Cuts a stream of bytes into records. Throws WireError on what is no TLS; holds one record and a chunk, no more. */
export class RecordReader {
  #parts: Buffer[] = [];
  #length = 0;
  /** Bytes that the next step needs: joining earlier would cost a copy for each byte that trickles in. */
  #needed = 1;
  #count = 0;

  push(chunk: Buffer): void {
    this.#parts.push(chunk);
    this.#length += chunk.length;
  }

  /** The next whole record, or null until more bytes come. */
  next(): TlsRecord | null {
    if (this.#length < this.#needed) return null;
    const [first] = this.#parts;
    const bytes = first !== undefined && this.#parts.length === 1 ? first : Buffer.concat(this.#parts);
    this.#parts = [bytes];
    const length = this.#bodyLength(bytes);
    if (length === null || bytes.length < 5 + length) return null;
    if (++this.#count > MAX_RECORDS) throw new WireError('too_many_records');
    this.#parts = [bytes.subarray(5 + length)];
    this.#length -= 5 + length;
    this.#needed = 1;
    return { type: bytes.readUInt8(0), version: bytes.readUInt16BE(1), body: bytes.subarray(5, 5 + length) };
  }

  #bodyLength(bytes: Buffer): number | null {
    if (!isContentType(bytes.readUInt8(0))) throw new WireError('not_tls');
    if (bytes.length > 1 && bytes.readUInt8(1) !== 3) throw new WireError('not_tls');
    this.#needed = bytes.length > 1 ? 5 : 2;
    if (bytes.length < 5) return null;
    const length = bytes.readUInt16BE(3);
    if (length > MAX_BODY) throw new WireError('record_too_long');
    this.#needed = 5 + length;
    return length;
  }
}

function isContentType(type: number): boolean {
  return type >= CONTENT.changeCipherSpec && type <= CONTENT.heartbeat;
}

/** One record; a longer body is cut into records of 2^14 bytes. */
export function record(type: number, version: number, body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at === 0 || at < body.length; at += 2 ** 14) {
    parts.push(uint(1, type), uint(2, version), vector(2, body.subarray(at, at + 2 ** 14)));
  }
  return Buffer.concat(parts);
}
