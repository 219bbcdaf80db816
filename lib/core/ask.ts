import { RequestError } from '@/lib/core/request-error';

/** What one of our own handlers answers, in the type that its data function returns. @throws RequestError */
export async function answerOf<T>(response: Response): Promise<T> {
  if (response.ok) return response.json();
  throw await RequestError.of(response);
}

/** Reads from one of our own handlers. @throws RequestError */
export async function getJson<T>(path: string, signal: AbortSignal): Promise<T> {
  return answerOf<T>(await fetch(path, { signal, headers: { accept: 'application/json' } }));
}

/** Sends a file as it is. @throws RequestError */
export async function postFile<T>(path: string, file: File): Promise<T> {
  const headers = { 'content-type': 'application/octet-stream' };
  const response = await fetch(path, { method: 'POST', headers, body: file }).catch(() => null);
  if (!response) throw new RequestError('unavailable', '');
  return answerOf<T>(response);
}

/** The address of a further page; without a cursor the first. */
export function atCursor(path: string, cursor: string): string {
  if (!cursor) return path;
  return `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
}
