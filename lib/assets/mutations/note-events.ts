import type pg from 'pg';
import type { EventPlaces } from '@/lib/assets/places';

/** Distinct places that one delivery may tell of. */
const MOST = 2_000;

const NOTE = 'INSERT INTO asset_todo (product_id, sender_id, at, places) VALUES ($1, $2, $3, $4)';

type Where = { readonly productId: string; readonly senderId: string; readonly receivedAt: Date };

/** Notes where the events of a delivery happened, in its transaction: one row, which the worker makes assets of. */
export async function noteAssets(client: pg.ClientBase, events: readonly EventPlaces[], where: Where): Promise<void> {
  const places = new Set<string>();
  for (const { host, cluster, namespace, image } of events) {
    if (places.size >= MOST) break;
    if (host !== '' || cluster !== '' || namespace !== '' || image !== '')
      places.add(JSON.stringify([host, cluster, namespace, image]));
  }
  if (places.size === 0) return;
  await client.query(NOTE, [where.productId, where.senderId, where.receivedAt, `[${[...places].join(',')}]`]);
}
