import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';

const MERGE = `SELECT pg_try_advisory_xact_lock(hashtextextended('lagebild/merge/' || $1, 0)) AS taken`;

/** Called between tries; throws to give up. */
export type Waiting = () => Promise<void>;

async function take(client: pg.ClientBase, productId: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(MERGE, [productId]);
  return rows[0]?.taken === true;
}

/**
 * Merges into one product follow one another: takes the transaction's lock, and waits for whoever has it. It is free again
 * when the transaction ends, however its process ends.
 */
export async function lockMerge(client: pg.ClientBase, productId: string, waiting: Waiting): Promise<void> {
  while (!(await take(client, productId))) {
    await waiting();
    await pause(100);
  }
}
