import { hkdfSync } from 'node:crypto';
import { env } from '@/lib/core/env';

type Purpose = 'audit' | 'token-pepper' | 'session';

const keys = new Map<Purpose, Buffer>();

/** A 32-byte key for one purpose, derived from LAGEBILD_SECRET by HKDF-SHA256 (RFC 5869). */
export function deriveKey(purpose: Purpose): Buffer {
  const known = keys.get(purpose);
  if (known) return known;
  const key = Buffer.from(hkdfSync('sha256', env().LAGEBILD_SECRET, '', `lagebild/${purpose}`, 32));
  keys.set(purpose, key);
  return key;
}
