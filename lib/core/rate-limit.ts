import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

export type Limit = {
  /** How many calls may come at once. */
  readonly burst: number;
  /** In how many seconds an empty bucket is full again. */
  readonly perSeconds: number;
};

/**
 * Takes one token out of the bucket `key`, in one statement, so that several processes share it. A refused call costs
 * nothing.
 * @throws DomainError `rate_limited` with `retryAfterSeconds`, at most that long
 */
export async function takeToken(key: string, limit: Limit, now: Date): Promise<void> {
  const rate = limit.burst / limit.perSeconds;
  const rows = await unsafeDb().$queryRaw<unknown[]>`
    INSERT INTO rate_bucket AS b (key, tokens, updated_at) VALUES (${key}, ${limit.burst - 1}, ${now})
    ON CONFLICT (key) DO UPDATE SET
      tokens = LEAST(${limit.burst}::float8, b.tokens + ${rate}::float8
        * GREATEST(0, EXTRACT(EPOCH FROM excluded.updated_at - b.updated_at))) - 1,
      updated_at = GREATEST(b.updated_at, excluded.updated_at)
    WHERE b.tokens + ${rate}::float8 * GREATEST(0, EXTRACT(EPOCH FROM excluded.updated_at - b.updated_at)) >= 1
    RETURNING b.key`;
  if (rows.length === 0) throw new DomainError('rate_limited', { retryAfterSeconds: Math.ceil(1 / rate) });
}
