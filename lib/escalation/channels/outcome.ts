/** What can go wrong on the way, as words that the page translates (`escalation.errors`). */
export const SEND_ERRORS = [
  'not_configured',
  'refused_address',
  'no_such_name',
  'unreachable',
  'timeout',
  'tls',
  'login',
  'recipient',
  'throttled',
  'server',
  'rejected',
  'gone',
  'redirected',
  'lost',
  'internal',
] as const;
export type SendError = (typeof SEND_ERRORS)[number];

export type Failure = {
  readonly ok: false;
  readonly error: SendError;
  /** Whether another try may help. */
  readonly again: boolean;
  /** How long the other side wants to be left alone, in ms. */
  readonly afterMs?: number;
  readonly status: number | null;
  /** What the other side said, cut short. */
  readonly detail: string;
};
/** `confirmed`: the other side says that it is there; else only that it took it over. */
export type Outcome = { readonly ok: true; readonly status: number | null; readonly confirmed: boolean } | Failure;

const AGAIN: readonly SendError[] = [
  'no_such_name',
  'unreachable',
  'timeout',
  'tls',
  'throttled',
  'server',
  'lost',
  'internal',
];
const DETAIL_MAX = 300;

/** What other servers say is put on one line: it is shown, and never trusted. */
export function failure(
  error: SendError,
  { status = null, detail = '', afterMs }: { status?: number | null; detail?: string; afterMs?: number } = {},
): Failure {
  const line = detail.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  const wait = afterMs === undefined ? {} : { afterMs };
  return { ok: false, error, again: AGAIN.includes(error), status, detail: line.slice(0, DETAIL_MAX), ...wait };
}

const FIRST_WAIT_MS = 10_000;
const WAIT_MAX_MS = 600_000;
const ASKED_MAX_MS = 3_600_000;
/** Tries in all: with the waits between them some 50 minutes. */
export const TRIES_MAX = 9;

/** How long to wait after a try, the first being 1; null: no further one. What the other side asks for counts, for an hour at most. */
export function waitAfter(tries: number, { again, afterMs }: Failure): number | null {
  if (!again || tries >= TRIES_MAX) return null;
  const own = Math.min(WAIT_MAX_MS, FIRST_WAIT_MS * 2 ** (tries - 1));
  return Math.max(own, Math.min(afterMs ?? 0, ASKED_MAX_MS));
}
