import { RequestError } from '@/lib/core/request-error';

/** What tells the report's source apart beside its target; empty where nobody says it. */
export type SourceWords = {
  readonly branch: string;
  readonly image: string;
  readonly environment: string;
  readonly service: string;
};

export type UploadOptions = SourceWords & {
  readonly product: string;
  readonly target: string;
  /** When it was scanned, as the browser's date field has it; empty: as the report says. */
  readonly scanAt: string;
  /** Empty: recognised by content. */
  readonly format: string;
  readonly complete: boolean;
  /** Only to see what it would change. */
  readonly preview: boolean;
};

export type Upload = { readonly done: Promise<string>; readonly cancel: () => void };

/** Before anything is said of a report. */
export const NOTHING_SAID: Omit<UploadOptions, 'product'> = {
  target: '',
  branch: '',
  image: '',
  environment: '',
  service: '',
  scanAt: '',
  format: '',
  complete: true,
  preview: false,
};

function address(file: File, { scanAt, complete, preview, ...said }: UploadOptions): string {
  const query = new URLSearchParams({
    ...said,
    file: file.name,
    complete: String(complete),
    preview: String(preview),
    scan_at: scanAt === '' ? '' : new Date(scanAt).toISOString(),
  });
  return `/api/imports?${query}`;
}

function answerOf(request: XMLHttpRequest): unknown {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return null;
  }
}

function idOf(body: unknown): string | null {
  const id: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'id') : null;
  return typeof id === 'string' ? id : null;
}

/**
 * Sends one report; `done` gives the import's id. XMLHttpRequest, because fetch does not tell how much has been sent.
 * `done` rejects with RequestError; `cancelled` after `cancel`.
 */
export function upload(file: File, options: UploadOptions, onProgress: (sent: number) => void): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<string>((resolve, reject) => {
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => {
      const body = answerOf(request);
      const id = request.status === 202 ? idOf(body) : null;
      if (id === null) reject(RequestError.from(body));
      else resolve(id);
    };
    request.onerror = () => reject(new RequestError('unavailable', ''));
    request.onabort = () => reject(new RequestError('cancelled', ''));
    request.open('POST', address(file, options));
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}
