import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** What is small comes whole; what is large is opened when its turn comes and has as many bytes as it says. */
export type ZipEntry = { readonly path: string; readonly at: Date } & (
  | { readonly bytes: Buffer }
  | { readonly size: number; readonly open: () => AsyncIterable<Uint8Array> }
);

export type Zipped = { readonly size: number; readonly bytes: AsyncIterable<Uint8Array> };

async function* partsOf(zip: ZipFile, out: PassThrough): AsyncGenerator<Uint8Array> {
  zip.outputStream.pipe(out);
  for await (const part of out) if (part instanceof Uint8Array) yield part;
}

/**
 * A ZIP (ZIP64 where it is large) that is made while it is read; no file of it is in memory as a whole. Stored, not deflated:
 * its size is known before its first byte, so that whoever fetches it sees a connection that broke.
 * @throws while it is read, where an entry is longer or shorter than it says
 */
export async function zipOf(entries: readonly ZipEntry[]): Promise<Zipped> {
  const zip = new ZipFile();
  const out = new PassThrough();
  zip.on('error', (error: Error) => out.destroy(error));
  let current: Readable | undefined;
  out.on('close', () => current?.destroy());
  for (const entry of entries) {
    const options = { mtime: entry.at, mode: 0o100644, compress: false };
    if ('bytes' in entry) zip.addBuffer(entry.bytes, entry.path, options);
    else
      zip.addReadStreamLazy(entry.path, { ...options, size: entry.size }, (done) => {
        current = Readable.from(entry.open());
        current.on('error', (error) => out.destroy(error));
        done(null, current);
      });
  }
  const size = await new Promise<number>((resolve) => {
    // Its types forget that the size is handed over.
    zip.end({ forceZip64Format: false, comment: '' }, (...[total]: readonly number[]) => resolve(Number(total)));
  });
  return { size, bytes: partsOf(zip, out) };
}
