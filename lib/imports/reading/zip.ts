import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { storable } from '@/lib/core/storable';
import type { OpenContainer } from '@/lib/imports/reading/container';
import { ReportError } from '@/lib/imports/reading/errors';
import type { ReadLimits } from '@/lib/imports/reading/limits';
import type { ByteSource } from '@/lib/imports/reading/source';
import { archiveError, unpackMeter } from '@/lib/imports/reading/unpack-meter';

/** What archivers add and nobody means: resource forks, folder views, hidden files. */
const CLUTTER = /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/;

/**
 * The files of a zip. Its directory is at its end, so the bytes go to a temporary file first, which `close` removes.
 * Refuses encrypted files and directories that promise more than the limits before anything is unpacked.
 */
export async function openZip(sent: ByteSource, limits: ReadLimits): Promise<OpenContainer> {
  const folder = await mkdtemp(join(tmpdir(), 'lagebild-zip-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const file = join(folder, 'report.zip');
    await pipeline(Readable.from(sent()), createWriteStream(file, { mode: 0o600 }));
    const zip = await openPromise(file, { lazyEntries: true, autoClose: false, strictFileNames: false });
    const entries = await listEntries(zip, limits).catch((error: unknown) => {
      zip.close();
      throw error;
    });
    const reports = entries.map((entry) => ({ name: nameOf(entry), source: () => unpacked(zip, entry, limits) }));
    const close = async () => {
      zip.close();
      await remove();
    };
    return { reports, close };
  } catch (error) {
    await remove();
    throw corrupt(error);
  }
}

const NAME = 500;

/** By this name the entry is stored and found again. */
function nameOf(entry: Entry): string {
  return storable(entry.fileName, NAME);
}

async function listEntries(zip: ZipFile, limits: ReadLimits): Promise<Entry[]> {
  const entries: Entry[] = [];
  const names = new Set<string>();
  const meter = unpackMeter(limits);
  if (zip.entryCount > limits.archiveEntries) {
    throw new ReportError('archive_too_many_entries', {}, { count: zip.entryCount, limit: limits.archiveEntries });
  }
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/') || CLUTTER.test(entry.fileName)) continue;
    const name = nameOf(entry);
    if (entry.isEncrypted()) throw new ReportError('archive_encrypted', { entry: name });
    if (names.has(name)) throw new ReportError('archive_duplicate_name', { entry: name });
    names.add(name);
    try {
      // All entries together against the whole file, so that entries that overlap count each time.
      meter(entry.uncompressedSize, zip.fileSize);
    } catch (error) {
      throw error instanceof ReportError ? error.placed({ entry: name }) : error;
    }
    entries.push(entry);
  }
  if (entries.length === 0) throw new ReportError('archive_empty');
  return entries;
}

async function* unpacked(zip: ZipFile, entry: Entry, limits: ReadLimits): AsyncGenerator<Uint8Array> {
  const meter = unpackMeter(limits);
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      if (!(chunk instanceof Uint8Array)) continue;
      // yauzl refuses output beyond what the directory promised, and that was measured before.
      meter(chunk.length, entry.compressedSize);
      yield chunk;
    }
  } catch (error) {
    const refusal = corrupt(error);
    throw refusal instanceof ReportError ? refusal.placed({ entry: nameOf(entry) }) : refusal;
  }
}

/** yauzl throws plain errors without a code; those of the system have one. */
function corrupt(error: unknown): unknown {
  const known = archiveError(error);
  if (known instanceof ReportError || !(known instanceof Error) || 'code' in known) return known;
  return new ReportError('archive_corrupt', {}, { reason: known.message.slice(0, 200) });
}
