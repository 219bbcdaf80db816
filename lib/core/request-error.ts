const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What one of our own handlers refused: the code to translate, and the id to quote. Runs in the browser. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    readonly code: string,
    readonly requestId: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
  }

  /** From the body of an answer that is not ok; `unexpected` where it is none of ours. */
  static from(body: unknown): RequestError {
    if (!isRecord(body) || typeof body.code !== 'string') return new RequestError('unexpected', '');
    const { code, requestId, details } = body;
    return new RequestError(code, typeof requestId === 'string' ? requestId : '', isRecord(details) ? details : {});
  }

  static async of(response: Response): Promise<RequestError> {
    return RequestError.from(await response.json().catch(() => null));
  }
}
