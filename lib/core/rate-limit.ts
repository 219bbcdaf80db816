import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

export type Limit = {
  /** How many calls may come at once. */
  readonly burst: number;
  /** In how many seconds an empty bucket is full again. */
  readonly perSeconds: number;
};

/**
 * Takes one token out of the bucket `key`, in one statement, so that several processes share it.
 * @throws DomainError `rate_limited` with `retryAfterSeconds`
 */
export async function takeToken(key: string, limit: Limit, now: Date): Promise<void> {
  const rate = limit.burst / limit.perSeconds;
  const rows = await unsafeDb().$queryRaw<{ tokens: number }[]>`
    INSERT INTO rate_bucket AS b (key, tokens, updated_at) VALUES (${key}, ${limit.burst - 1}, ${now})
    ON CONFLICT (key) DO UPDATE SET
      tokens = GREATEST(
        LEAST(${limit.burst}::float8, b.tokens + ${rate}::float8
          * GREATEST(0, EXTRACT(EPOCH FROM excluded.updated_at - b.updated_at))) - 1,
        -1),
      updated_at = GREATEST(b.updated_at, excluded.updated_at)
    RETURNING tokens`;
  const left = rows[0]?.tokens ?? 0;
  if (left < 0) throw new DomainError('rate_limited', { retryAfterSeconds: Math.ceil(-left / rate) });
}
