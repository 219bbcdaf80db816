import { createHmac } from 'node:crypto';
import { deriveKey } from '@/lib/core/secrets';

/** Before the first seal there are 32 zero bytes. */
export const GENESIS: Uint8Array = new Uint8Array(32);

export type Link = { readonly seq: number; readonly entryId: number; readonly mac: Uint8Array };

/** HMAC-SHA256(key, prev ‖ seq ‖ entry id ‖ mac); both numbers as 8 bytes, big endian. */
export function sealHash(prev: Uint8Array, { seq, entryId, mac }: Link): Buffer {
  const numbers = Buffer.alloc(16);
  numbers.writeBigUInt64BE(BigInt(seq), 0);
  numbers.writeBigUInt64BE(BigInt(entryId), 8);
  return createHmac('sha256', deriveKey('audit')).update(prev).update(numbers).update(mac).digest();
}
