import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';

const LOCK = `SELECT pg_try_advisory_lock(hashtextextended('lagebild/source/' || $1, 0)) AS taken`;

export type SourceKey = { readonly productId: string; readonly scanner: string; readonly target: string };

/**
 * Reports of one source follow one another; those of different sources do not wait. The lock is the connection's: it is
 * free again when the connection closes, however its process ends.
 * @param waiting called between tries; throws to give up
 */
export async function lockSource(
  client: pg.ClientBase,
  { productId, scanner, target }: SourceKey,
  waiting: () => Promise<void>,
): Promise<void> {
  const key = JSON.stringify([productId, scanner, target]);
  while (true) {
    const { rows } = await client.query<{ taken: boolean }>(LOCK, [key]);
    if (rows[0]?.taken) return;
    await waiting();
    await pause(100);
  }
}
