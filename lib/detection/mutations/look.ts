import type pg from 'pg';
import { raiseAlerts } from '@/lib/alerts/mutations/raise';
import type { Noticed } from '@/lib/alerts/types';
import { poolTransaction } from '@/lib/core/db';
import { type Json, jsonOf } from '@/lib/core/json';
import { log } from '@/lib/core/log';
import type { Verdict } from '@/lib/detection/judged';
import type { CompleteEvent } from '@/lib/events/complete';
import { unpackRecords } from '@/lib/events/packs';
import { readPiece } from '@/lib/events/receive/read';
import { shapeOf } from '@/lib/events/shapes/registry';
import { type Shape, UnreadableRecord } from '@/lib/events/shapes/types';
import type { EventClass } from '@/lib/events/types';

/** Packs in one transaction: what one says is kept before the next ones are looked at. */
const PACKS = 10;

/** What a rule sees: the event in our words, and the record that it came in. */
export type Sighting = { readonly event: CompleteEvent; readonly raw: Json; readonly shape: string };
export type Judge = (sighting: Sighting) => readonly Verdict[];

type Todo = {
  readonly pack_id: string;
  readonly class: EventClass;
  readonly at: Date;
  readonly fresh: readonly string[] | null;
  readonly product_id: string;
  readonly sender_id: string;
  readonly received_at: Date;
  readonly shape: string;
  readonly records: Uint8Array;
};

/** Oldest first; what another worker looks at is left to it. A pack that was dropped since is looked at no more. */
const TAKE = `
  WITH taken AS (
    DELETE FROM event_todo WHERE id IN (SELECT id FROM event_todo ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
    RETURNING id, pack_id, class, at, fresh)
  SELECT t.pack_id, t.class, t.at, t.fresh, p.product_id, p.sender_id, p.received_at, s.shape, p.records
  FROM taken AS t LEFT JOIN event_pack AS p ON p.id = t.pack_id AND p.class = t.class AND p.at = t.at
  LEFT JOIN event_sender AS s ON s.id = p.sender_id ORDER BY t.id`;

function eventsOf(shape: Shape, text: string, todo: Todo): readonly CompleteEvent[] {
  try {
    return readPiece(shape, { text }, { senderId: todo.sender_id, receivedAt: todo.received_at });
  } catch (error) {
    // It could be read when it came, by the release before this one: it has its row, and no rule sees it.
    if (!(error instanceof UnreadableRecord)) throw error;
    log().warn({ pack: todo.pack_id, code: error.code }, 'a stored record can no longer be read');
    return [];
  }
}

async function noticedIn(todo: Todo, judge: Judge): Promise<Noticed[]> {
  const shape = shapeOf(todo.shape);
  if (!shape || !todo.records) return [];
  const fresh = todo.fresh === null ? null : new Set(todo.fresh);
  const noticed: Noticed[] = [];
  for (const text of await unpackRecords(todo.records)) {
    const events = eventsOf(shape, text, todo).filter(
      ({ id, class: kind }) => kind === todo.class && (fresh === null || fresh.has(id)),
    );
    if (events.length === 0) continue;
    const raw = shape.syntax === 'json' ? (jsonOf(text) ?? null) : text;
    for (const event of events) {
      const { at, id, class: kind } = event;
      for (const verdict of judge({ event, raw, shape: shape.id })) {
        const where = { productId: todo.product_id, receivedAt: todo.received_at };
        noticed.push({ ...verdict, ...where, at, event: { id, class: kind } });
      }
    }
  }
  return noticed;
}

async function lookIn(client: pg.ClientBase, judge: Judge, now: Date): Promise<number> {
  const { rows: todos } = await client.query<Todo>(TAKE, [PACKS]);
  const noticed: Noticed[] = [];
  for (const todo of todos) noticed.push(...(await noticedIn(todo, judge)));
  await raiseAlerts(client, noticed, now);
  return todos.length;
}

/**
 * Looks at events that no rule has seen yet, oldest first. What is looked at and what that raised is one transaction: a
 * worker that dies leaves all of it to the next.
 * @returns how many packs that were; zero means that there are no more
 */
export function lookAtEvents(judge: Judge, now: Date): Promise<number> {
  return poolTransaction((client) => lookIn(client, judge, now));
}
