import type pg from 'pg';

/** Whoever changes which names a product's assets have waits here for the one before, until the transaction ends. */
export async function holdAssets(client: pg.ClientBase, productId: string): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock(hashtext('assets'), hashtext($1))", [productId]);
}
