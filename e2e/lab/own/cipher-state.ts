import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { BadRecord } from '@/e2e/lab/own/flaws';
import { uint } from '@/e2e/lab/own/records';
import type { Keys } from '@/e2e/lab/own/secrets';
import type { Suite } from '@/e2e/lab/own/suites';

const BLOCK = 16;

/** One direction of a connection after ChangeCipherSpec (RFC 5246, section 6.2.3.2). */
export type CipherState = {
  seal(type: number, data: Buffer): Buffer;
  open(type: number, body: Buffer): { readonly data: Buffer; readonly bad: BadRecord | null };
};

export function cipherState(suite: Suite, keys: Keys): CipherState {
  let sequence = 0n;
  const macOf = (number: bigint, type: number, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeBigUInt64BE(number);
    const hmac = createHmac('sha1', keys.mac)
      .update(head)
      .update(Buffer.of(type, 3, 3));
    return hmac.update(uint(data.length, 2)).update(data).digest();
  };
  return {
    seal: (type, data) => {
      const plain = Buffer.concat([data, macOf(sequence++, type, data)]);
      const pad = BLOCK - 1 - (plain.length % BLOCK);
      const iv = randomBytes(BLOCK);
      const cipher = createCipheriv(suite.cipher, keys.key, iv).setAutoPadding(false);
      return Buffer.concat([iv, cipher.update(Buffer.concat([plain, Buffer.alloc(pad + 1, pad)])), cipher.final()]);
    },
    open: (type, body) => {
      const number = sequence++;
      if (body.length < 2 * BLOCK || body.length % BLOCK !== 0) return { data: Buffer.alloc(0), bad: 'incomplete' };
      const decipher = createDecipheriv(suite.cipher, keys.key, body.subarray(0, BLOCK)).setAutoPadding(false);
      const plain = Buffer.concat([decipher.update(body.subarray(BLOCK)), decipher.final()]);
      const pad = plain.at(-1) ?? 0;
      const end = plain.length - pad - 1;
      if (end < suite.macBytes) return { data: Buffer.alloc(0), bad: 'incomplete' };
      const data = plain.subarray(0, end - suite.macBytes);
      const macRight = macOf(number, type, data).equals(plain.subarray(end - suite.macBytes, end));
      const padRight = plain.subarray(end).every((byte) => byte === pad);
      return { data, bad: verdict(padRight, macRight, data.length) };
    },
  };
}

function verdict(padRight: boolean, macRight: boolean, length: number): BadRecord | null {
  if (!padRight) return macRight ? 'padding' : 'padding and mac';
  if (macRight) return null;
  return length === 0 ? 'empty and mac' : 'mac';
}
