import { CSV_BOM, type CsvValue, csvLine } from '@/lib/core/csv';
import { DomainError } from '@/lib/core/errors';

/** One field of an exported row. Lists are joined with `; ` in CSV and stay lists in JSON. */
export type Column<T> = {
  readonly name: string;
  readonly of: (row: T) => CsvValue | readonly string[] | readonly number[];
};

export type Batches<T> = AsyncIterable<readonly T[]>;

function csvValue(value: ReturnType<Column<never>['of']>): CsvValue {
  return typeof value === 'object' && value !== null ? value.join('; ') : value;
}

/** CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel reads another alphabet. The first line names the columns. */
async function* csvText<T>(columns: readonly Column<T>[], batches: Batches<T>): AsyncGenerator<string> {
  yield CSV_BOM + csvLine(columns.map(({ name }) => name));
  for await (const rows of batches) {
    yield rows.map((row) => csvLine(columns.map(({ of }) => csvValue(of(row))))).join('');
  }
}

/** One JSON object (RFC 8259) a line, in UTF-8. */
export async function* jsonLines(batches: Batches<object>): AsyncGenerator<string> {
  for await (const rows of batches) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

async function* objects<T>(columns: readonly Column<T>[], batches: Batches<T>): AsyncGenerator<object[]> {
  for await (const rows of batches) {
    yield rows.map((row) => Object.fromEntries(columns.map(({ name, of }) => [name, of(row)])));
  }
}

export const TABLE_FORMATS = ['csv', 'jsonl'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** Rows as the text of a file, the same columns in either format. */
export function tableText<T>(
  format: TableFormat,
  columns: readonly Column<T>[],
  batches: Batches<T>,
): AsyncGenerator<string> {
  return format === 'csv' ? csvText(columns, batches) : jsonLines(objects(columns, batches));
}

/** @throws DomainError `invalid` (`field: format`) */
export function requireFormat<F extends FileKind>(formats: readonly F[], value: string | null): F {
  const known = formats.find((one) => one === value);
  if (!known) throw new DomainError('invalid', { field: 'format' });
  return known;
}

/** Text as the reader takes it: nothing is made ahead of that, and when the reader goes, so does the source. */
function streamOf(text: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await text.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await text.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

const TYPES = { csv: 'text/csv', jsonl: 'application/jsonl', sarif: 'application/sarif+json' } as const;
export type FileKind = keyof typeof TYPES;

/** A file for the browser to keep, named after what it holds and the UTC day: `findings-2026-11-22.csv`. */
export function download(text: AsyncGenerator<string>, name: string, kind: FileKind, now: Date): Response {
  return new Response(streamOf(text), {
    headers: {
      'content-type': `${TYPES[kind]}; charset=utf-8`,
      'content-disposition': `attachment; filename="${name}-${now.toISOString().slice(0, 10)}.${kind}"`,
      'cache-control': 'no-store',
    },
  });
}

/** A list that is in memory anyway, as its only batch. */
export async function* oneBatch<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  yield rows;
}

const attached = (name: string) => ({
  'content-type': 'application/octet-stream',
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
});

/** A file that somebody uploaded is hostile: always a download of unknown type, never shown. */
export function attachment(name: string, data: Uint8Array<ArrayBuffer>): Response {
  return new Response(data, { headers: attached(name) });
}

/** The same for one that is too large to hold: read as fast as the other side takes it. */
export function attachmentStream(name: string, size: number, bytes: AsyncIterable<Uint8Array>): Response {
  const iterator = bytes[Symbol.asyncIterator]();
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(stream, { headers: { ...attached(name), 'content-length': String(size) } });
}
