import type { Json } from '@/lib/core/json';
import type { CsvParser, JsonParser, ReadResult, ReportParser, XmlParser } from '@/lib/imports/parsers/types';
import { openContainer } from '@/lib/imports/reading/container';
import { detectFormat } from '@/lib/imports/reading/detect';
import { ReportError } from '@/lib/imports/reading/errors';
import { READ_LIMITS, type ReadLimits } from '@/lib/imports/reading/limits';
import { openReport, type ReadItem } from '@/lib/imports/reading/report';
import type { ByteSource } from '@/lib/imports/reading/source';

/** A source over bytes, in chunks of the given sizes (the last one repeats). For tests. */
export function sourceOf(content: string | Uint8Array, sizes: readonly number[] = [64 * 1024]): ByteSource {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return async function* () {
    for (let from = 0, index = 0; from < bytes.length; index++) {
      const size = Math.max(1, sizes[Math.min(index, sizes.length - 1)] ?? bytes.length);
      yield bytes.subarray(from, from + size);
      from += size;
    }
  };
}

export async function readAll(source: ByteSource, parser: ReportParser, limits?: ReadLimits): Promise<ReadItem[]> {
  const report = await openReport(source, parser, limits);
  const items: ReadItem[] = [];
  for await (const batch of report.batches()) items.push(...batch.items);
  return items;
}

/** The way of an upload: unpack, recognise, read; the error that it ends with, if it does. */
export async function refusalOf(
  sent: ByteSource,
  parsers: readonly ReportParser[],
  limits: ReadLimits = READ_LIMITS,
): Promise<ReturnType<ReportError['toJSON']> | undefined> {
  try {
    const container = await openContainer(sent, limits);
    try {
      for (const { source } of container.reports) {
        await readAll(source, await detectFormat(source, parsers, limits), limits);
      }
    } finally {
      await container.close();
    }
    return undefined;
  } catch (error) {
    if (error instanceof ReportError) return error.toJSON();
    throw error;
  }
}

const FACTS = { scanner: 'example', target: 'example' };

/** Knows `{"example": [...]}`; yields each record's path and value as a skipped result. */
export const exampleJson: JsonParser = {
  id: 'example-json',
  label: 'Example (JSON)',
  syntax: 'json',
  records: ['example.*', 'deep.*.list.*'],
  recognise: (outline: Json) =>
    typeof outline === 'object' && outline !== null && ('example' in outline || 'deep' in outline) ? 1 : 0,
  open: () => ({
    facts: FACTS,
    *read(record): Iterable<ReadResult> {
      yield { skipped: 'passed', example: JSON.stringify([record.keys, record.value]) };
    },
  }),
};

export const exampleXml: XmlParser = {
  id: 'example-xml',
  label: 'Example (XML)',
  syntax: 'xml',
  records: ['example/group/record'],
  recognise: (root) => (root.name === 'example' ? 1 : 0),
  open: () => ({
    facts: FACTS,
    *read({ element, ancestors }): Iterable<ReadResult> {
      yield { skipped: 'passed', example: JSON.stringify([element, ancestors]) };
    },
  }),
};

export const exampleCsv: CsvParser = {
  id: 'example-csv',
  label: 'Example (CSV)',
  syntax: 'csv',
  recognise: (header) => (header.includes('rule') && header.includes('path') ? 1 : 0),
  open: () => ({
    facts: FACTS,
    *read({ row, line }): Iterable<ReadResult> {
      yield { skipped: 'passed', example: JSON.stringify([line, row]) };
    },
  }),
};

export const EXAMPLES: readonly ReportParser[] = [exampleJson, exampleXml, exampleCsv];
