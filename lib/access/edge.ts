import { DomainError, type ErrorCode, type ErrorDetails, type Result } from '@/lib/core/errors';
import { log } from '@/lib/core/log';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  key_in_use: 409,
  key_reused: 422,
  invalid: 422,
  step_up_required: 403,
  rate_limited: 429,
  too_large: 413,
  unsupported: 415,
  unavailable: 503,
  unexpected: 500,
};

const REQUEST_ID = /^[\w-]{8,64}$/;

/** The id that the proxy gave, where it looks like one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get('x-request-id');
  return given && REQUEST_ID.test(given) ? given : crypto.randomUUID();
}

/** The browser's own address, as the trusted reverse proxy reports it (first hop of the last proxy). */
export function addressOf(headers: Headers): string | null {
  const forwarded = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  return forwarded?.slice(0, 64) || null;
}

type Refusal = { code: ErrorCode; details: ErrorDetails; requestId: string };

/** A DomainError as its code; anything else is logged under the request id and shown as `unexpected`. */
export function refusalOf(error: unknown, requestId: string): Refusal {
  if (error instanceof DomainError) return { code: error.code, details: error.details, requestId };
  log().error({ err: error, requestId }, 'unexpected error');
  return { code: 'unexpected', details: {}, requestId };
}

export function failed<T>(error: unknown, requestId: string): Result<T> {
  return { ok: false, error: refusalOf(error, requestId) };
}

/** A refusal as an HTTP answer: `{ code, details, requestId }`. */
export function errorResponse(error: unknown, requestId: string): Response {
  const refusal = refusalOf(error, requestId);
  const headers = new Headers({ 'cache-control': 'no-store', 'x-request-id': requestId });
  const wait = refusal.details.retryAfterSeconds;
  if (typeof wait === 'number') headers.set('retry-after', String(Math.ceil(wait)));
  if (refusal.code === 'unauthenticated') headers.set('www-authenticate', 'Bearer realm="lagebild"');
  return Response.json(refusal, { status: STATUS[refusal.code], headers });
}

/**
 * Refuses a request that another site could have made the browser send. A missing Origin is refused too: every
 * browser sends it on unsafe methods (access.md: Next lets a server action without Origin pass).
 * @throws DomainError `forbidden`
 */
export function requireSameOrigin(headers: Headers, ownUrl: string): void {
  const site = headers.get('sec-fetch-site');
  const foreign = site !== null && site !== 'same-origin';
  if (foreign || headers.get('origin') !== new URL(ownUrl).origin)
    throw new DomainError('forbidden', { origin: false });
}
