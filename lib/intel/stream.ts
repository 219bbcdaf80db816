import { Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { IntelError } from '@/lib/intel/types';

/** Bytes on the way and after unpacking. EPSS is 10 MB, KEV 2 MB (2026). */
export const RECEIVED_MAX = 64 * 1024 * 1024;
const UNPACKED_MAX = 256 * 1024 * 1024;

function atMost(bytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > bytes) done(new IntelError('too_large', { mb: bytes / 1024 / 1024 }));
      else done(null, chunk);
    },
  });
}

async function* withFirst(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** Node's own codes of what went wrong with gzip, or with a connection that broke off. */
const TRUNCATED = new Set(['Z_BUF_ERROR', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE']);

function problem(error: unknown): unknown {
  if (error instanceof IntelError || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return new IntelError('timeout', { seconds: 300 });
  if (TRUNCATED.has(code)) return new IntelError('truncated');
  return code.startsWith('Z_') ? new IntelError('damaged') : error;
}

/**
 * The bytes, unpacked where they are gzip (by their first two, whatever name or header says).
 * @throws IntelError `too_large`, `truncated`, `damaged`
 */
export async function* unpacked(received: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const rest = received[Symbol.asyncIterator]();
  try {
    const first = await rest.next();
    if (first.done) return;
    const bytes = Readable.from(withFirst(first.value, rest), { objectMode: false });
    const gzip = first.value[0] === 0x1f && first.value[1] === 0x8b;
    const stages = [atMost(RECEIVED_MAX), ...(gzip ? [createGunzip()] : []), atMost(UNPACKED_MAX)];
    const end = stages.reduce<Readable>((from, to) => {
      from.on('error', (error) => to.destroy(error));
      return from.pipe(to);
    }, bytes);
    for await (const chunk of end) yield chunk;
  } catch (error) {
    throw problem(error);
  }
}
