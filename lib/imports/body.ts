import { Readable } from 'node:stream';
import busboy from 'busboy';
import { DomainError } from '@/lib/core/errors';

/** A report on its way in. `fields` is complete once `body` has ended. */
export type IncomingReport = {
  readonly fileName: string;
  readonly body: AsyncIterable<Uint8Array>;
  readonly fields: Readonly<Record<string, string>>;
};

async function* bytesOf(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (!stream) return;
  const reader = stream.getReader();
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** An answer's body that is read from `parts` as fast as the other side takes it. */
export function streamOf(parts: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = parts[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => {
      await iterator.return?.();
    },
  });
}

/** A connection that broke must not look like the end of the report. */
async function* whole(request: Request): AsyncGenerator<Uint8Array> {
  const announced = request.headers.get('content-length');
  let size = 0;
  for await (const part of bytesOf(request.body)) {
    size += part.length;
    yield part;
  }
  if (announced !== null && Number(announced) !== size) throw new DomainError('invalid', { field: 'body' });
}

/** The body itself is the report: any content type, any compression; what it is, is found out by content. */
export function rawReport(request: Request, fileName: string): IncomingReport {
  return { fileName, body: whole(request), fields: {} };
}

/**
 * The whole body, for files that are kept as they are.
 * @param max bytes
 * @throws DomainError `too_large` as soon as it is longer, `invalid` when it breaks off
 */
export async function wholeBody(request: Request, max: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of whole(request)) {
    size += part.length;
    if (size > max) throw new DomainError('too_large', { max });
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

const LIMITS = { fields: 20, fieldSize: 2_000, files: 1, parts: 25, headerPairs: 100 };

/**
 * The first file of a form is the report; form fields may come before or after it.
 * @throws DomainError `invalid` without a file, with several, or when the form breaks off
 */
export async function formReport(request: Request): Promise<IncomingReport> {
  const type = request.headers.get('content-type') ?? '';
  const form = busboy({ headers: { 'content-type': type }, limits: LIMITS });
  const fields: Record<string, string> = Object.create(null);
  const source = Readable.from(whole(request));
  const invalid = (field: string) => new DomainError('invalid', { field });
  return new Promise((resolve, reject) => {
    let file: Readable | undefined;
    const ended = Promise.withResolvers<void>();
    ended.promise.catch(() => undefined);
    const fail = (error: Error) => {
      reject(error);
      ended.reject(error);
      file?.destroy(error);
      source.destroy();
      if (!form.destroyed) form.destroy();
    };
    form.on('field', (name, value) => {
      fields[name] = value;
    });
    form.on('file', (_name, incoming, { filename }) => {
      file = incoming.on('error', fail);
      resolve({ fileName: filename || 'report', body: untilEnded(incoming, ended.promise), fields });
    });
    form.on('filesLimit', () => fail(invalid('file')));
    form.on('error', () => fail(invalid('body')));
    form.on('close', () => {
      reject(invalid('file'));
      ended.resolve();
    });
    source.on('error', fail);
    source.pipe(form);
  });
}

/** The file's bytes, and then the rest of the form: fields that follow count too. */
async function* untilEnded(file: Readable, ended: Promise<void>): AsyncGenerator<Uint8Array> {
  for await (const part of file) yield part;
  await ended;
}
