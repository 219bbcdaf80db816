import 'server-only';
import { promisify } from 'node:util';
import { zstdCompress } from 'node:zlib';
import { pgPool } from '@/lib/core/db';
import { type Measured, measure } from '@/lib/imports/mutations/measure';

const compress = promisify(zstdCompress);
const CHUNK = 1024 * 1024;

async function store(importId: string, seq: number, parts: readonly Uint8Array[]): Promise<void> {
  const data = await compress(Buffer.concat(parts));
  await pgPool().query('INSERT INTO import_chunk (import_id, seq, data) VALUES ($1, $2, $3)', [importId, seq, data]);
}

/**
 * Writes a report to the database as it arrives, compressed in pieces of about 1 MB; holds two at most: one is
 * stored while the next one arrives.
 * @param limit bytes
 * @throws DomainError `too_large`
 */
export async function storeChunks(importId: string, body: AsyncIterable<Uint8Array>, limit: number): Promise<Measured> {
  const measured = measure(body, limit);
  let seq = 0;
  let parts: Uint8Array[] = [];
  let held = 0;
  let storing = Promise.resolve();
  for await (const part of measured.parts) {
    parts.push(part);
    held += part.length;
    if (held < CHUNK) continue;
    await storing;
    storing = store(importId, seq, parts);
    // Awaited above or below; until then a failure must not count as unhandled.
    storing.catch(() => undefined);
    seq += 1;
    parts = [];
    held = 0;
  }
  await storing;
  if (held > 0) await store(importId, seq, parts);
  return measured.result();
}
