import { ERROR_CODES, type ErrorCode, type ErrorDetails } from '@/lib/core/errors';
import { RequestError } from '@/lib/core/request-error';

export type Refusal = { readonly code: ErrorCode; readonly details: ErrorDetails };

/** A refusal of one of our handlers in the shape of an action's. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof RequestError)) return { code: 'unexpected', details: {} };
  const code = ERROR_CODES.find((one) => one === error.code) ?? 'unexpected';
  const said = Object.entries(error.details).flatMap(([name, value]): [string, string | number][] =>
    typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [],
  );
  return { code, details: Object.fromEntries(said) };
}
