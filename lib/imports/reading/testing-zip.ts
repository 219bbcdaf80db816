import { crc32, deflateRawSync } from 'node:zlib';

type ZipEntry = {
  readonly name: string;
  readonly content?: Uint8Array;
  /** Deflated bytes as they are, with the size that the directory claims for them. */
  readonly deflated?: Uint8Array;
  readonly size?: number;
  readonly encrypted?: boolean;
};

/** A zip archive for tests, honest or not (APPNOTE 4.3; sizes over 4 GB as in 4.5.3). */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const content = entry.content ?? new Uint8Array();
    const deflated = entry.deflated ?? deflateRawSync(content);
    const size = entry.size ?? content.length;
    const name = Buffer.from(entry.name);
    const big = size > 0xfffffffe ? zip64(size) : Buffer.alloc(0);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(entry.encrypted ? 1 : 0, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(deflated.length, 14);
    fields.writeUInt32LE(big.length > 0 ? 0xffffffff : size, 18);
    fields.writeUInt16LE(name.length, 22);
    fields.writeUInt16LE(big.length, 24);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, name, big);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, big, deflated]);
    files.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listing, end]);
}

function zip64(size: number): Buffer {
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(size), 4);
  return extra;
}
