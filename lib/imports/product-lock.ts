import 'server-only';
import { pgPool } from '@/lib/core/db';

const LOCK = `
  SELECT pg_try_advisory_lock(hashtextextended('lagebild/imports/' || product_id, 0)) AS taken FROM import WHERE id = $1`;

/**
 * Works an import unless another one of its product is worked anywhere. The lock is a connection's: it is free again
 * however its process ends.
 * @returns whether the import was worked
 */
export async function aloneInProduct(importId: string, work: () => Promise<void>): Promise<boolean> {
  const client = await pgPool().connect();
  // A connection that breaks while it only holds the lock must not end the process: merges are kept apart by a lock too.
  client.on('error', () => undefined);
  try {
    const { rows } = await client.query<{ taken: boolean }>(LOCK, [importId]);
    if (rows[0] && !rows[0].taken) return false;
    await work();
    return true;
  } finally {
    client.release(true);
  }
}
