import { createHash } from 'node:crypto';
import type { FindingKind } from '@/lib/findings/types';

const VERSION = 1;

/**
 * A finding's identity within its product: `<kind>.<version>:<32 hex digits>`. Parts are length-prefixed, so that
 * `src/v1`:23 and `src/v`:123 differ. Prose, severity, score and line numbers are never parts (docs/decisions).
 */
export function fingerprint(kind: FindingKind, parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part}`);
  return `${kind}.${VERSION}:${hash.digest('hex').slice(0, 32)}`;
}
