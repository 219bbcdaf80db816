import { createHash } from 'node:crypto';
import { DomainError } from '@/lib/core/errors';
import type { ReportOptions } from '@/lib/imports/schema';

const HEADER = 'idempotency-key';

/**
 * The `Idempotency-Key` of a request: a structured-field string, `"8e03978e"`, or the same without quotes, as most
 * senders write it. Null: there is none. https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 * @throws DomainError `invalid` for what is not 1 to 255 printable ASCII characters
 */
export function idempotencyKey(headers: Headers): string | null {
  const given = headers.get(HEADER)?.trim();
  if (given === undefined) return null;
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(given)?.[1]?.replace(/\\(["\\])/g, '$1');
  const key = quoted ?? given;
  const isKey = /^[\x20-\x7e]{1,255}$/.test(key) && (quoted !== undefined || !/["\\ ]/.test(key));
  if (!isKey) throw new DomainError('invalid', { field: 'Idempotency-Key' });
  return key;
}

/** What makes two requests the same one: the report, its name, and what was said with it. SHA-256 in hex. */
export function requestFingerprint(sha256: string, fileName: string, options: ReportOptions): string {
  const said = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([sha256, fileName, said]))
    .digest('hex');
}
