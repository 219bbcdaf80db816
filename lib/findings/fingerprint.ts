import { hash } from 'node:crypto';
import type { FindingKind } from '@/lib/findings/types';

const VERSION = 1;

/**
 * A finding's identity within its product: `<kind>.<version>:<32 hex digits>`. Parts are length-prefixed, so that
 * `src/v1`:23 and `src/v`:123 differ. Prose, severity, score and line numbers are never parts (docs/decisions).
 */
export function fingerprint(kind: FindingKind, parts: readonly string[]): string {
  const identity = parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join('');
  return `${kind}.${VERSION}:${hash('sha256', identity).slice(0, 32)}`;
}
