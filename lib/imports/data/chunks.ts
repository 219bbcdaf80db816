import 'server-only';
import { zstdDecompressSync } from 'node:zlib';
import { pgPool } from '@/lib/core/db';
import type { ByteSource } from '@/lib/imports/reading/source';

/** Room for a whole chunk (store-chunks.ts), which takes a millisecond: less than a thread that does it costs. */
const UNPACK = { chunkSize: 1_400_000 };

/** Bytes of a report that are kept while it is read, unpacked and then packed: it is read two or three times. */
const KEPT_UNPACKED = 24_000_000;
const KEPT = 8_000_000;

async function packed(importId: string, seq: number): Promise<Buffer | null> {
  const { rows } = await pgPool().query<{ data: Buffer }>(
    'SELECT data FROM import_chunk WHERE import_id = $1 AND seq = $2',
    [importId, seq],
  );
  return rows[0]?.data ?? null;
}

/** Packed chunks by number; the first ones are kept. */
function chunkReader(importId: string): (seq: number) => Promise<Buffer | null> {
  const kept: Buffer[] = [];
  let held = 0;
  return async (seq) => {
    const data = kept[seq] ?? (await packed(importId, seq));
    if (data !== null && seq === kept.length && held + data.length <= KEPT) {
      kept.push(data);
      held += data.length;
    }
    return data;
  };
}

/** Unpacked when asked for: most of who looks at a report looks at its beginning only. */
async function* chunks(
  chunk: (seq: number) => Promise<Buffer | null>,
  unpack: (data: Buffer, seq: number) => Buffer,
): AsyncGenerator<Uint8Array> {
  let next = chunk(0);
  for (let seq = 0; ; seq += 1) {
    const data = await next;
    if (!data) return;
    next = chunk(seq + 1);
    // A failure of the chunk that is fetched ahead shows when it is asked for, not as an unhandled rejection.
    next.catch(() => undefined);
    yield unpack(data, seq);
  }
}

/** The report as received. No scope: for the worker, and for reads that have found the import within their scope. */
export function reportBytes(importId: string): ByteSource {
  const chunk = chunkReader(importId);
  const kept: Buffer[] = [];
  let held = 0;
  const unpack = (data: Buffer, seq: number) => {
    const known = kept[seq];
    if (known) return known;
    const unpacked = zstdDecompressSync(data, UNPACK);
    if (seq === kept.length && held + unpacked.length <= KEPT_UNPACKED) {
      kept.push(unpacked);
      held += unpacked.length;
    }
    return unpacked;
  };
  return () => chunks(chunk, unpack);
}
