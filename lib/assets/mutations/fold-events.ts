import type pg from 'pg';
import { z } from 'zod';
import { holdAssets } from '@/lib/assets/mutations/hold';
import { keepNames } from '@/lib/assets/mutations/keep-names';
import { settle } from '@/lib/assets/mutations/settle';
import { assetsOfEvent, type EventPlaces } from '@/lib/assets/places';
import { NAMES_MOST, type SeenAsset } from '@/lib/assets/seen';
import { pgPool, poolTransaction } from '@/lib/core/db';
import { log } from '@/lib/core/log';

/** Deliveries in one transaction. */
const AT_ONCE = 500;
/** Names that a sender is believed: events are many, and whoever writes logs can write any name. */
const SENDER_MOST = 10_000;
/** Shapes whose sender is the EDR that runs on the host. */
const EDR_SHAPES: ReadonlySet<string> = new Set(['mde']);

const PRODUCTS = 'SELECT DISTINCT product_id FROM asset_todo ORDER BY 1 LIMIT 500';
const TAKE = `
  WITH next AS (SELECT id FROM asset_todo WHERE product_id = $1 ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
  DELETE FROM asset_todo t USING next WHERE t.id = next.id RETURNING t.sender_id, t.at, t.places`;
const SENDERS = 'SELECT id, shape FROM event_sender WHERE id = ANY ($1::uuid[])';
const KNOWN = `
  SELECT n.kind || ' ' || n.key AS name FROM asset_sighting s JOIN asset_name n ON n.id = s.name_id
  WHERE s.via = 'sender' AND s.via_id = $1`;

const placesSchema = z.array(z.tuple([z.string(), z.string(), z.string(), z.string()]));
type Todo = { readonly sender_id: string; readonly at: Date; readonly places: unknown };

/** As the delivery's row has them (lib/assets/mutations/note-events.ts). */
function placesIn({ places }: Todo): EventPlaces[] {
  const read = placesSchema.safeParse(places);
  return (read.data ?? []).map(([host, cluster, namespace, image]) => ({ host, cluster, namespace, image }));
}

/** What is known already, and of what is new as much as there is room for. */
async function believed(client: pg.ClientBase, senderId: string, seen: readonly SeenAsset[]): Promise<SeenAsset[]> {
  const { rows } = await client.query<{ name: string }>(KNOWN, [senderId]);
  const known = new Set(rows.map(({ name }) => name));
  return seen.filter(({ kind, key }) => {
    const name = `${kind} ${key}`;
    if (known.has(name)) return true;
    if (known.size >= SENDER_MOST) return false;
    known.add(name);
    return true;
  });
}

async function foldSender(client: pg.ClientBase, productId: string, todos: readonly Todo[], edr: boolean) {
  const seen = todos.flatMap((todo) =>
    placesIn(todo)
      .flatMap(assetsOfEvent)
      .map((name) => ({ ...name, firstAt: todo.at, lastAt: todo.at, edr: edr && name.kind === 'host' })),
  );
  const viaId = todos[0]?.sender_id ?? '';
  const kept = await believed(client, viaId, seen.slice(0, NAMES_MOST));
  return keepNames(client, { productId, via: 'sender', viaId, whole: false }, kept);
}

async function foldProduct(productId: string): Promise<number> {
  return poolTransaction(async (client) => {
    await holdAssets(client, productId);
    const { rows } = await client.query<Todo>(TAKE, [productId]);
    const bySender = Map.groupBy(rows, ({ sender_id }) => sender_id);
    const { rows: senders } = await client.query<{ id: string; shape: string }>(SENDERS, [[...bySender.keys()]]);
    const touched: string[] = [];
    for (const { id, shape } of senders) {
      touched.push(...(await foldSender(client, productId, bySender.get(id) ?? [], EDR_SHAPES.has(shape))));
    }
    if (touched.length > 0) await settle(client, productId, touched);
    return rows.length;
  });
}

/** Keeps the assets that events named since. @returns how many deliveries were looked at */
export async function foldEvents(): Promise<number> {
  const { rows } = await pgPool().query<{ product_id: string }>(PRODUCTS);
  let folded = 0;
  for (const { product_id: productId } of rows) {
    folded += await foldProduct(productId).catch((error: unknown) => {
      log().error({ err: error, productId }, 'assets of events');
      return 0;
    });
  }
  return folded;
}
