import { promisify } from 'node:util';
import { constants, type ZstdOptions, zstdCompress, zstdDecompress } from 'node:zlib';
import { z } from 'zod';

const compress = promisify<string, ZstdOptions, Buffer>(zstdCompress);
const decompress = promisify<Uint8Array, Buffer>(zstdDecompress);
/** Level 1, and room for most packs in one go. */
const PACK: ZstdOptions = { params: { [constants.ZSTD_c_compressionLevel]: 1 }, chunkSize: 128 * 1024 };

/** Records of one pack: enough that what they have in common is stored once, few enough to unpack for one of them. */
export const PACK_RECORDS = 256;
const records = z.array(z.string());

/** Raw records as stored together: a JSON array, compressed with zstd (RFC 8878). */
export function packRecords(texts: readonly string[]): Promise<Buffer> {
  return compress(JSON.stringify(texts), PACK);
}

/** One record of a pack; `undefined` where the pack has no such place. */
export async function unpackRecord(pack: Uint8Array, at: number): Promise<string | undefined> {
  const text = (await decompress(pack)).toString('utf8');
  return records.parse(JSON.parse(text))[at];
}
