import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

const squeeze = promisify(gzip);
const expand = promisify(gunzip);

/** What is shorter gains nothing by compression. */
const WORTH_IT = 1_000;
const GZIP = 0x1f;

/** Raw records as one value: JSON strings, one a line, compressed where it is worth it. */
export async function packRecords(records: readonly string[]): Promise<Buffer> {
  const lines = Buffer.from(records.map((record) => JSON.stringify(record)).join('\n'));
  return lines.length < WORTH_IT ? lines : squeeze(lines, { level: 1 });
}

/** The records of a pack, each exactly as it came, in their places. */
export async function unpackRecords(pack: Uint8Array): Promise<readonly string[]> {
  const lines = pack[0] === GZIP ? await expand(pack) : Buffer.from(pack);
  return lines
    .toString()
    .split('\n')
    .map((line) => String(JSON.parse(line)));
}
