import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { env } from '@/lib/core/env';

type Purpose = 'audit' | 'token-pepper' | 'session' | 'refresh-token' | 'channel' | 'acknowledge' | 'draft';

const keys = new Map<Purpose, Buffer>();

/** A 32-byte key for one purpose, derived from LAGEBILD_SECRET by HKDF-SHA256 (RFC 5869). */
export function deriveKey(purpose: Purpose): Buffer {
  const known = keys.get(purpose);
  if (known) return known;
  const key = Buffer.from(hkdfSync('sha256', env().LAGEBILD_SECRET, '', `lagebild/${purpose}`, 32));
  keys.set(purpose, key);
  return key;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM: nonce, tag, ciphertext. `boundTo` is not in it, but must be the same to open it (a row's id). */
export function seal(purpose: Purpose, text: string, boundTo: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(purpose), nonce).setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
}

/** @throws an Error for anything that was not sealed with this key for this purpose and `boundTo` */
export function unseal(purpose: Purpose, sealed: Uint8Array, boundTo: string): string {
  const bytes = Buffer.from(sealed);
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', deriveKey(purpose), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(boundTo)).setAuthTag(tag);
  return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}
