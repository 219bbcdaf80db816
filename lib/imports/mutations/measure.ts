import { createHash } from 'node:crypto';
import { DomainError } from '@/lib/core/errors';

const MB = 1024 * 1024;

/** Bytes, and SHA-256 of them in hex. */
export type Measured = { readonly size: number; readonly sha256: string };

/**
 * A body that is measured while somebody reads `parts`; `result` holds once they are over.
 * @param limit bytes; `parts` throws DomainError `too_large` beyond it
 */
export function measure(body: AsyncIterable<Uint8Array>, limit: number) {
  const hash = createHash('sha256');
  let size = 0;
  async function* parts(): AsyncGenerator<Uint8Array> {
    for await (const part of body) {
      size += part.length;
      if (size > limit) throw new DomainError('too_large', { limitMb: Math.floor(limit / MB) });
      hash.update(part);
      yield part;
    }
  }
  return { parts: parts(), result: (): Measured => ({ size, sha256: hash.digest('hex') }) };
}
