/** What can go wrong in a verb, as a code that the edge translates (messages: `errors.<code>`). */
export const ERROR_CODES = [
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'key_in_use',
  'key_reused',
  'invalid',
  'step_up_required',
  'rate_limited',
  'too_large',
  'unsupported',
  'unavailable',
  'unexpected',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** A refusal that the caller may be told about. Anything else that is thrown is masked at the edge and logged. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
  ) {
    super(code);
  }
}

/** `{ ok: false }` carries a code to translate, never an exception's message. */
export type Result<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly error: { code: ErrorCode; details: ErrorDetails; requestId: string } };
