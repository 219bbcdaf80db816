import type pg from 'pg';

/** Of a product's id. */
export const HOLD = "SELECT pg_advisory_xact_lock(hashtext('assets'), hashtext($1))";

/** Whoever changes which names a product's assets have waits here for the one before, until the transaction ends. */
export async function holdAssets(client: pg.ClientBase, productId: string): Promise<void> {
  await client.query(HOLD, [productId]);
}
