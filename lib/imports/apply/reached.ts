import type pg from 'pg';
import type { Reach } from '@/lib/imports/parsers/types';

/** Hosts of one report; a network of more is kept by its findings alone. */
const MOST = 65_536;

const KEEP = `
  INSERT INTO import_reach (import_id, source_id, places, bare) VALUES ($1, $2, $3, $4)
  ON CONFLICT (import_id) DO UPDATE SET places = excluded.places, bare = excluded.bare`;

/** Keeps which hosts answered the scanner: one on which it found nothing was scanned too (lib/assets). */
export async function keepReach(
  client: pg.ClientBase,
  { importId, sourceId }: { readonly importId: string; readonly sourceId: string },
  reach: Reach,
): Promise<void> {
  if (!('only' in reach) || reach.only.size === 0) return;
  const places = [...reach.only].slice(0, MOST);
  await client.query(KEEP, [importId, sourceId, places, places.filter((place) => reach.bare?.has(place))]);
}
