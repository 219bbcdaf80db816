import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { DomainError } from '@/lib/core/errors';
import { EVENT_LIMITS } from '@/lib/events/limits';

/** A sender that takes longer to send its delivery keeps others waiting: it sends it again. */
const PATIENCE_MS = 15_000;

const GZIP = [0x1f, 0x8b];

async function collect(parts: AsyncIterable<Uint8Array>, max: number): Promise<Buffer> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const part of parts) {
    size += part.length;
    if (size > max) throw new DomainError('too_large', { max });
    kept.push(part);
  }
  return Buffer.concat(kept);
}

/** The body's parts, given up where they take too long together. */
async function* inTime(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  tooLate.catch(() => undefined);
  const timer = setTimeout(() => reject(new DomainError('invalid', { field: 'body', reason: 'slow' })), PATIENCE_MS);
  try {
    while (true) {
      const { done, value } = await Promise.race([reader.read(), tooLate]);
      if (done) return;
      yield value;
    }
  } finally {
    clearTimeout(timer);
    await reader.cancel().catch(() => undefined);
  }
}

async function unpack(packed: Buffer): Promise<Buffer> {
  const unzip = createGunzip();
  let whole: Buffer = Buffer.alloc(0);
  try {
    await pipeline(Readable.from([packed]), unzip, async (parts: AsyncIterable<Buffer>) => {
      whole = await collect(parts, EVENT_LIMITS.unpacked);
    });
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError('invalid', { field: 'gzip' });
  }
  return whole;
}

/**
 * A delivery's text: UTF-8, gzip where it says so or begins like it. What is no UTF-8 becomes U+FFFD.
 * @throws DomainError `too_large` (packed or unpacked), `invalid` for broken gzip
 */
export async function bodyText(body: ReadableStream<Uint8Array> | null): Promise<string> {
  if (!body) return '';
  const packed = await collect(inTime(body), EVENT_LIMITS.packed);
  const isGzip = packed[0] === GZIP[0] && packed[1] === GZIP[1];
  return new TextDecoder().decode(isGzip ? await unpack(packed) : packed);
}
