import { type Tx, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/** A search over too much ends after it: whoever asks narrows the window or the words. */
const PATIENCE_MS = 5_000;
const CANCELLED = '57014';

/**
 * Reads with an end: what takes too long is given up rather than left to burden the database.
 * @throws DomainError `unavailable` with `reason: too_much`
 */
export async function withPatience<T>(read: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await unsafeDb().$transaction(
      async (tx) => {
        await tx.$executeRawUnsafe(`SET LOCAL statement_timeout = ${PATIENCE_MS}`);
        return read(tx);
      },
      { timeout: 4 * PATIENCE_MS },
    );
  } catch (error) {
    if (error instanceof Error && error.message.includes(CANCELLED)) {
      throw new DomainError('unavailable', { reason: 'too_much' });
    }
    throw error;
  }
}
