import { promisify } from 'node:util';
import { constants, type ZstdOptions, zstdCompressSync, zstdDecompress } from 'node:zlib';
import { z } from 'zod';

const decompress = promisify<Uint8Array, Buffer>(zstdDecompress);
/** Level 1, and room for most packs in one go. */
const PACK: ZstdOptions = { params: { [constants.ZSTD_c_compressionLevel]: 1 }, chunkSize: 128 * 1024 };

/** Records of one pack: enough that what they have in common is stored once, few enough to unpack for one of them. */
export const PACK_RECORDS = 256;
/** What packs were until November 2026: a JSON array. */
const listed = z.array(z.string());

/**
 * Raw records as stored together: a line with the length of each in UTF-16 units, then all of them, compressed with zstd
 * (RFC 8878). A pack takes a millisecond: less than a thread that does it costs.
 */
export function packRecords(texts: readonly string[]): Buffer {
  return packBytes(
    texts.map(({ length }) => length),
    Buffer.from(texts.join('')),
  );
}

/** The same for records that are one piece of UTF-8 already. */
export function packBytes(lengths: readonly number[], records: Uint8Array): Buffer {
  return zstdCompressSync(Buffer.concat([Buffer.from(`${lengths.join(',')}\n`), records]), PACK);
}

/** One record of a pack; `undefined` where the pack has no such place. */
export async function unpackRecord(pack: Uint8Array, at: number): Promise<string | undefined> {
  const text = (await decompress(pack)).toString('utf8');
  if (text.startsWith('[')) return listed.parse(JSON.parse(text))[at];
  const head = text.indexOf('\n');
  const lengths = text.slice(0, head).split(',').map(Number);
  const length = lengths[at];
  if (length === undefined) return undefined;
  const from = lengths.slice(0, at).reduce((sum, one) => sum + one, head + 1);
  return text.slice(from, from + length);
}
