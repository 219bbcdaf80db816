import { DomainError } from '@/lib/core/errors';

/** Deliveries at a time in one process, and how many may wait: more would only wait in memory, and be lost with it. */
const AT_ONCE = 4;
const WAITING = 32;
const RETRY_AFTER_SECONDS = 1;

let taken = 0;
const waiting: (() => void)[] = [];

/**
 * Runs `work` when it is its turn.
 * @throws DomainError `rate_limited` where too many wait: the sender keeps its delivery and sends it again
 */
export async function inSlot<T>(work: () => Promise<T>): Promise<T> {
  if (taken >= AT_ONCE) {
    if (waiting.length >= WAITING) throw new DomainError('rate_limited', { retryAfterSeconds: RETRY_AFTER_SECONDS });
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else taken += 1;
  try {
    return await work();
  } finally {
    // Whoever waits takes the slot over.
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  }
}
