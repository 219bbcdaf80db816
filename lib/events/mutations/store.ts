import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { noteAssets } from '@/lib/assets/mutations/note-events';
import { pgPool, poolTransaction } from '@/lib/core/db';
import { storable } from '@/lib/core/storable';
import type { CompleteEvent, Origin } from '@/lib/events/complete';
import { EVENT_LIMITS } from '@/lib/events/limits';
import { ensurePartitions, forgetPartitions } from '@/lib/events/mutations/partitions';
import { countDelivery } from '@/lib/events/mutations/sender';
import { packRecords } from '@/lib/events/packs';
import type { Delivery, Refusal } from '@/lib/events/receive/read';
import { weekOf } from '@/lib/events/weeks';

/** Events in one statement. */
const AT_ONCE = 5_000;

type Pack = { readonly id: string; readonly texts: string[]; readonly events: Placed[] };
type Placed = { readonly event: CompleteEvent; readonly place: number };

/** As the events' primary key. */
function byKey({ event: a }: Placed, { event: b }: Placed): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return BigInt(a.id) < BigInt(b.id) ? -1 : 1;
}

/** Records by class and week of their events: what is dropped together lies together. */
function packsOf({ records }: Delivery): Pack[] {
  const packs = new Map<string, Pack>();
  for (const { text, events } of records) {
    const taken = new Set<Pack>();
    for (const event of events) {
      const week = `${event.class} ${weekOf(event.at)}`;
      const pack = packs.get(week) ?? { id: randomUUID(), texts: [], events: [] };
      packs.set(week, pack);
      if (!taken.has(pack)) pack.texts.push(text);
      taken.add(pack);
      pack.events.push({ event, place: pack.texts.length - 1 });
    }
  }
  // In one order, so that two deliveries of the same records cannot wait for each other.
  const ordered = [...packs.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, pack]) => pack);
  for (const { events } of ordered) events.sort(byKey);
  return ordered;
}

const COLUMNS = `class event_class, at timestamptz, nanos int, id bigint, time_said text, place int, severity int,
  outcome event_outcome, name text, message text, action text, actor text, source_address text, target_address text,
  host text, cluster text, namespace text, pod text, container text, image text, process text, file text,
  techniques text[], words text[]`;
const NAMES = COLUMNS.split(',').map((column) => column.trim().split(' ')[0]);

const INSERT = `
  INSERT INTO event (${NAMES.join(', ')}, product_id, sender_id, received_at, pack_id)
  SELECT ${NAMES.join(', ')}, $2, $3, $4, $5 FROM json_to_recordset($1) AS record (${COLUMNS})
  ORDER BY at, id ON CONFLICT DO NOTHING RETURNING id`;

function rowOf({ event, place }: Placed) {
  const { sourceAddress, targetAddress, timeSaid, ...rest } = event;
  return { ...rest, source_address: sourceAddress, target_address: targetAddress, time_said: timeSaid, place };
}

export type Where = Origin & { readonly productId: string };

/** @returns how many of the pack's events are new; a pack without a new one is not kept */
async function storePack(client: pg.ClientBase, pack: Pack, where: Where): Promise<number> {
  const own = [where.productId, where.senderId, where.receivedAt, pack.id];
  const fresh: { id: string }[] = [];
  for (let from = 0; from < pack.events.length; from += AT_ONCE) {
    const rows = JSON.stringify(pack.events.slice(from, from + AT_ONCE).map(rowOf));
    fresh.push(...(await client.query<{ id: string }>(INSERT, [rows, ...own])).rows);
  }
  const [first] = pack.events;
  if (!first || fresh.length === 0) return 0;
  const { class: kind, at } = first.event;
  await client.query(
    `INSERT INTO event_pack (class, at, id, product_id, sender_id, received_at, time_zone, records)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [kind, at, pack.id, where.productId, where.senderId, where.receivedAt, where.zone, await packRecords(pack.texts)],
  );
  const some = fresh.length === pack.events.length ? null : fresh.map(({ id }) => id);
  await client.query('INSERT INTO event_todo (pack_id, class, at, fresh, created_at) VALUES ($1, $2, $3, $4, $5)', [
    pack.id,
    kind,
    at,
    some,
    where.receivedAt,
  ]);
  return fresh.length;
}

async function keepRefusals(client: pg.ClientBase, refusals: readonly Refusal[], where: Where): Promise<void> {
  if (refusals.length === 0) return;
  const kept = refusals.slice(0, EVENT_LIMITS.refusalsKept).map(({ text, ...refusal }) => ({
    ...refusal,
    id: randomUUID(),
    raw: storable(text, EVENT_LIMITS.refusalText),
  }));
  await client.query(
    `INSERT INTO event_refusal (id, sender_id, received_at, code, record, line, raw)
     SELECT id, $2, $3, code, record, line, raw
     FROM json_to_recordset($1) AS refusal (id uuid, code text, record int, line int, raw text)`,
    [JSON.stringify(kept), where.senderId, where.receivedAt],
  );
  await client.query(
    `DELETE FROM event_refusal WHERE id IN (
       SELECT id FROM event_refusal WHERE sender_id = $1 ORDER BY received_at DESC, id OFFSET $2)`,
    [where.senderId, EVENT_LIMITS.refusalsKept],
  );
}

async function storeOnce(packs: readonly Pack[], delivery: Delivery, where: Where): Promise<number> {
  const events = packs.flatMap((pack) => pack.events.map(({ event }) => event));
  await ensurePartitions(pgPool(), events);
  return poolTransaction(async (client) => {
    let stored = 0;
    for (const pack of packs) stored += await storePack(client, pack, where);
    if (stored > 0) await noteAssets(client, events, where);
    await keepRefusals(client, delivery.refusals, where);
    await countDelivery(client, where.senderId, where.receivedAt, {
      events: stored,
      duplicates: events.length - stored,
      refused: delivery.refusals.length,
      newest: events.reduce<string | null>((newest, { at }) => (newest !== null && newest > at ? newest : at), null),
    });
    return stored;
  });
}

/** A week that was dropped since this process saw it: PostgreSQL finds no partition for the row. */
const NO_PARTITION = '23514';

/**
 * Stores a delivery, whole or not at all: when this returns, it is on disk.
 * @returns how many of its events were new
 */
export async function storeDelivery(delivery: Delivery, where: Where): Promise<number> {
  const packs = packsOf(delivery);
  try {
    return await storeOnce(packs, delivery, where);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === NO_PARTITION)) throw error;
    forgetPartitions();
    return await storeOnce(packs, delivery, where);
  }
}
