import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '@/lib/core/secrets';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const FORMAT = /^lgb_([0-9A-Za-z]{8})_([0-9A-Za-z]{43})$/;

/** `length` characters, each equally likely: bytes above the last whole multiple of 62 are thrown away. */
function randomBase62(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < 248 && text.length < length) text += ALPHABET.charAt(byte % 62);
    }
  }
  return text;
}

export type TokenParts = { readonly id: string; readonly secret: string };

/** A fresh token: 8 characters of id, 43 of secret (256 bits). */
export function newToken(): TokenParts & { readonly text: string } {
  const id = randomBase62(8);
  const secret = randomBase62(43);
  return { id, secret, text: `lgb_${id}_${secret}` };
}

export function parseToken(text: string): TokenParts | null {
  const [, id, secret] = FORMAT.exec(text) ?? [];
  return id && secret ? { id, secret } : null;
}

/** What is stored: HMAC-SHA256 of id and secret with a pepper that the database does not know. */
export function tokenMac({ id, secret }: TokenParts): Buffer {
  return createHmac('sha256', deriveKey('token-pepper')).update(`${id}_${secret}`).digest();
}

export function sameMac(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
