import {
  type CsvRecord,
  type JsonRecord,
  type Reach,
  type ReadResult,
  RecordError,
  type RecordReader,
  type ReportFacts,
  type ReportParser,
  type XmlRecord,
} from '@/lib/imports/parsers/types';
import { csvHeader, csvRecords } from '@/lib/imports/reading/csv';
import { textSyntax } from '@/lib/imports/reading/detect';
import { ReportError, type ReportPlace } from '@/lib/imports/reading/errors';
import { jsonRecords, jsonSkeleton, type RecordText } from '@/lib/imports/reading/json';
import { writePath } from '@/lib/imports/reading/json-paths';
import { READ_LIMITS, type ReadLimits } from '@/lib/imports/reading/limits';
import { withPlace } from '@/lib/imports/reading/locate';
import { recordLook } from '@/lib/imports/reading/record-look';
import type { ByteSource } from '@/lib/imports/reading/source';
import { tidy } from '@/lib/imports/reading/tidy';
import { xmlLookups, xmlOutline, xmlRecords } from '@/lib/imports/reading/xml';

/**
 * A result with the text of the record that it came from (JSON or XML as reported, a CSV row as JSON). `record` is the
 * digest of a record that is this finding alone, where its parser can tell.
 */
export type ReadItem = { readonly result: ReadResult; readonly raw: string; readonly record: Buffer | null };

/** `bytes` and `records`: read so far, for the progress bar; bytes count the unpacked text. */
export type ReadBatch = { readonly items: readonly ReadItem[]; readonly bytes: number; readonly records: number };

/** Whether a record is known by its digest: then it is left out. */
export type Knows = (record: Buffer) => boolean;

export type OpenReport = {
  readonly facts: ReportFacts;
  batches(knows?: Knows): AsyncGenerator<ReadBatch>;
  /** Of which places the report speaks, once `batches` is over; absent: of all. */
  readonly reach?: () => Reach;
};

type Records<R> = AsyncGenerator<{ records: RecordText<R>[]; bytes: number; known?: number }>;

/**
 * Opens an unpacked report for reading by one parser. JSON has been checked to its end when this returns; XML and CSV are
 * checked while `batches` runs, so nothing may count as imported before it is over. Memory stays bounded by the limits,
 * whatever the size of the report. Throws ReportError with the place, here and from `batches`.
 */
export async function openReport(
  source: ByteSource,
  parser: ReportParser,
  limits: ReadLimits = READ_LIMITS,
): Promise<OpenReport> {
  return withPlace(source, limits, async () => {
    const syntax = await textSyntax(source, limits);
    if (syntax !== parser.syntax) throw new ReportError('wrong_syntax', {}, { format: parser.label, syntax });
    switch (parser.syntax) {
      case 'json': {
        const { skeleton, places } = await jsonSkeleton(source, parser, limits);
        const reader = parser.open(skeleton);
        const look = (knows?: Knows) => knows && recordLook(parser, reader, knows);
        return open(source, limits, reader, jsonPlace, (knows) =>
          jsonRecords(source, parser, limits, places, look(knows)),
        );
      }
      case 'xml': {
        const lookups = await xmlLookups(source, parser, limits);
        const reader = parser.open(await xmlOutline(source, limits, parser), lookups);
        return open(source, limits, reader, xmlPlace, () => xmlRecords(source, parser, limits));
      }
      case 'csv': {
        const reader = parser.open(await csvHeader(source, limits));
        return open(source, limits, reader, csvPlace, () => csvRecords(source, limits));
      }
    }
  });
}

async function open<R>(
  source: ByteSource,
  limits: ReadLimits,
  reader: RecordReader<R>,
  place: (record: R) => ReportPlace,
  records: (knows?: Knows) => Records<R>,
): Promise<OpenReport> {
  const facts = { ...reader.facts, ...(await described(reader, records)) };
  async function* batches(knows?: Knows): AsyncGenerator<ReadBatch> {
    let count = 0;
    const incoming = records(knows);
    try {
      while (true) {
        const next = await withPlace(source, limits, () => incoming.next());
        if (next.done) return;
        const items = next.value.records.flatMap((item) => readRecord(reader, item, place));
        count += next.value.records.length + (next.value.known ?? 0);
        yield { items, bytes: next.value.bytes, records: count };
      }
    } finally {
      await incoming.return(undefined);
    }
  }
  return { facts, batches, reach: reader.reach?.bind(reader) };
}

async function described<R>(reader: RecordReader<R>, records: () => Records<R>): Promise<Partial<ReportFacts>> {
  if (!reader.describe) return {};
  for await (const { records: batch } of records()) {
    const first = batch[0];
    if (first) return reader.describe(first.record);
  }
  return {};
}

function readRecord<R>(
  reader: RecordReader<R>,
  { record, text, digest }: RecordText<R>,
  place: (record: R) => ReportPlace,
): ReadItem[] {
  try {
    const results = [...reader.read(record)];
    const only = results.length === 1 && digest ? digest : null;
    return results.map((result) =>
      'skipped' in result
        ? { result, raw: text, record: null }
        : { result: tidy(result), raw: result.raw ?? text, record: only },
    );
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    throw new ReportError('record_invalid', place(record), { ...error.params, reason: error.code });
  }
}

function jsonPlace(record: JsonRecord): ReportPlace {
  return { path: writePath(record.keys) };
}

function xmlPlace(record: XmlRecord): ReportPlace {
  return { path: [...record.ancestors, record.element].map((element) => element.name).join('/') };
}

function csvPlace(record: CsvRecord): ReportPlace {
  return { line: record.line };
}
