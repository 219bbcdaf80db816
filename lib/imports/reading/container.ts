import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { READ_LIMITS, type ReadLimits } from '@/lib/imports/reading/limits';
import { sniffContainer } from '@/lib/imports/reading/sniff';
import type { ByteSource } from '@/lib/imports/reading/source';
import { archiveError, unpackMeter } from '@/lib/imports/reading/unpack-meter';
import { openZip } from '@/lib/imports/reading/zip';

/** One report within what was sent. `name` is that of the file in the archive; `null` where there is no archive. */
export type ContainedReport = { readonly name: string | null; readonly source: ByteSource };

/** `close` removes the temporary file of a zip; sources must not be read after it. */
export type OpenContainer = { readonly reports: readonly ContainedReport[]; close(): Promise<void> };

/**
 * What was sent as the reports in it: a plain text and a gzip are one report, each file of a zip is one of its own. A
 * source throws `zip_bomb` while it is read, once its output outgrows the limits; an archive in an archive is refused by
 * `detectFormat` and `openReport`. Throws ReportError.
 */
export async function openContainer(sent: ByteSource, limits: ReadLimits = READ_LIMITS): Promise<OpenContainer> {
  const container = await sniffContainer(sent);
  if (container === 'zip') return openZip(sent, limits);
  const source = container === 'gzip' ? () => gunzipped(sent, limits) : sent;
  return { reports: [{ name: null, source }], close: async () => {} };
}

async function* gunzipped(sent: ByteSource, limits: ReadLimits): AsyncGenerator<Uint8Array> {
  let packed = 0;
  const counted = async function* () {
    for await (const chunk of sent()) {
      packed += chunk.length;
      yield chunk;
    }
  };
  const input = Readable.from(counted());
  const gunzip = createGunzip();
  input.on('error', (error) => gunzip.destroy(error));
  const meter = unpackMeter(limits);
  try {
    for await (const chunk of input.pipe(gunzip)) {
      if (!(chunk instanceof Uint8Array)) continue;
      meter(chunk.length, packed);
      yield chunk;
    }
  } catch (error) {
    throw archiveError(error);
  } finally {
    input.destroy();
    gunzip.destroy();
  }
}
