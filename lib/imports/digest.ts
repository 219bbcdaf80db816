import { hash } from 'node:crypto';

/** Bytes of a digest. */
export const DIGEST = 16;

/** The beginning of a SHA-256: enough to tell records, contents and identities apart. */
export function digestOf(data: string | Uint8Array): Buffer {
  return hash('sha256', data, 'buffer').subarray(0, DIGEST);
}
