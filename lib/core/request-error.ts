import { z } from 'zod';

const refusal = z.object({
  code: z.string(),
  requestId: z.string().catch(''),
  details: z.record(z.string(), z.unknown()).catch({}),
});

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
    const parsed = refusal.safeParse(body);
    if (!parsed.success) return new RequestError('unexpected', '');
    return new RequestError(parsed.data.code, parsed.data.requestId, parsed.data.details);
  }

  static async of(response: Response): Promise<RequestError> {
    return RequestError.from(await response.json().catch(() => null));
  }
}
