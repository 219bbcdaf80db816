import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';

const SOURCE = `SELECT pg_try_advisory_lock(hashtextextended('lagebild/source/' || $1, 0)) AS taken`;
const MERGE = `SELECT pg_try_advisory_xact_lock(hashtextextended('lagebild/merge/' || $1, 0)) AS taken`;

export type SourceKey = { readonly productId: string; readonly scanner: string; readonly target: string };
/** Called between tries; throws to give up. */
export type Waiting = () => Promise<void>;

async function take(client: pg.ClientBase, lock: string, key: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(lock, [key]);
  return rows[0]?.taken === true;
}

async function takeWhenFree(client: pg.ClientBase, lock: string, key: string, waiting: Waiting): Promise<void> {
  while (!(await take(client, lock, key))) {
    await waiting();
    await pause(100);
  }
}

/**
 * Reports of one source follow one another; those of different sources do not wait. The lock is the connection's: it is
 * free again when the connection closes, however its process ends.
 */
export function lockSource(
  client: pg.ClientBase,
  { productId, scanner, target }: SourceKey,
  waiting: Waiting,
): Promise<void> {
  return takeWhenFree(client, SOURCE, JSON.stringify([productId, scanner, target]), waiting);
}

/** Merges into one product follow one another: takes the transaction's lock unless another one has it. */
export function tryMerge(client: pg.ClientBase, productId: string): Promise<boolean> {
  return take(client, MERGE, productId);
}

/** As `tryMerge`, but waits: the other one may be reading a large report all the while. */
export function lockMerge(client: pg.ClientBase, productId: string, waiting: Waiting): Promise<void> {
  return takeWhenFree(client, MERGE, productId, waiting);
}
