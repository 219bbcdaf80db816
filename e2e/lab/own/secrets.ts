import { createHmac } from 'node:crypto';
import type { Suite } from '@/e2e/lab/own/suites';

/** RFC 5246, section 5: P_SHA256. */
export function prf(secret: Buffer, label: string, seed: Buffer, length: number): Buffer {
  const from = Buffer.concat([Buffer.from(label, 'latin1'), seed]);
  const hmac = (data: Buffer) => createHmac('sha256', secret).update(data).digest();
  const parts: Buffer[] = [];
  for (let a = hmac(from), have = 0; have < length; a = hmac(a), have += 32) parts.push(hmac(Buffer.concat([a, from])));
  return Buffer.concat(parts).subarray(0, length);
}

export type Keys = { readonly mac: Buffer; readonly key: Buffer };

/** RFC 5246, section 6.3: the client's and the server's keys. */
export function keyBlock(master: Buffer, randoms: { client: Buffer; server: Buffer }, suite: Suite) {
  const { macBytes, keyBytes } = suite;
  const seed = Buffer.concat([randoms.server, randoms.client]);
  const block = prf(master, 'key expansion', seed, 2 * (macBytes + keyBytes));
  const part = (at: number, length: number) => Buffer.from(block.subarray(at, at + length));
  const keysAt = 2 * macBytes;
  return {
    client: { mac: part(0, macBytes), key: part(keysAt, keyBytes) },
    server: { mac: part(macBytes, macBytes), key: part(keysAt + keyBytes, keyBytes) },
  };
}
