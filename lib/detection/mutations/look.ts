import type pg from 'pg';
import { raiseAlerts } from '@/lib/alerts/mutations/raise';
import type { Noticed } from '@/lib/alerts/types';
import { poolTransaction } from '@/lib/core/db';
import { type Json, jsonOf } from '@/lib/core/json';
import { log } from '@/lib/core/log';
import { judgedBySender, judgementOf } from '@/lib/detection/judged';
import { hitsOf } from '@/lib/detection/matches';
import { type Counting, countHits, type Fired } from '@/lib/detection/mutations/count-hits';
import type { Rule } from '@/lib/detection/types';
import type { CompleteEvent } from '@/lib/events/complete';
import { unpackRecords } from '@/lib/events/packs';
import { readPiece } from '@/lib/events/receive/read';
import { shapeOf } from '@/lib/events/shapes/registry';
import { type Shape, UnreadableRecord } from '@/lib/events/shapes/types';
import { nanosAt, splitNanos } from '@/lib/events/time';
import type { EventClass } from '@/lib/events/types';

/** Packs in one transaction: what one says is kept before the next ones are looked at. */
const PACKS = 10;

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

/** What one look finds: alerts to raise, and hits that count towards correlations. */
type Found = { readonly noticed: Noticed[]; readonly counting: Counting[] };

function lookAt(event: CompleteEvent, raw: Json, todo: Todo, rules: readonly Rule[], found: Found): void {
  const { at, id, class: kind } = event;
  const { product_id: productId, received_at: receivedAt, shape } = todo;
  const where = { productId, receivedAt, at, event: { id, class: kind } };
  const hits = hitsOf(rules, { event, raw, shape });
  // Where a rule of ours sees in a sender's alert what it is about, that is the one alert.
  const judged = hits.some(({ rule }) => rule.raises) ? null : judgedBySender(event, shape);
  if (judged) found.noticed.push({ ...judged, ...where });
  for (const { rule, entity, feeds } of hits) {
    if (rule.raises) found.noticed.push({ ...judgementOf(rule, entity), ...where });
    const hit = { productId, rule: rule.id, hit: id, at: nanosAt(event), event: { at, class: kind } };
    found.counting.push(...feeds.map((feed) => ({ ...hit, feed })));
  }
}

async function lookInto(todo: Todo, rules: readonly Rule[], found: Found): Promise<void> {
  const shape = shapeOf(todo.shape);
  if (!shape || !todo.records) return;
  const fresh = todo.fresh === null ? null : new Set(todo.fresh);
  for (const text of await unpackRecords(todo.records)) {
    const events = eventsOf(shape, text, todo).filter(
      ({ id, class: kind }) => kind === todo.class && (fresh === null || fresh.has(id)),
    );
    const raw = shape.syntax === 'json' ? (jsonOf(text) ?? null) : text;
    for (const event of events) lookAt(event, raw, todo, rules, found);
  }
}

/** An alert of a correlation rests on each event that it counted; on its own moment where those are firings alone. */
function noticedOf({ productId, rule, firing, events }: Fired, now: Date): Noticed[] {
  if (!rule.raises) return [];
  const entity = Object.fromEntries(rule.groupBy.map((name, place) => [name, firing.group[place] ?? '']));
  const judgement = { ...judgementOf(rule, entity), productId, receivedAt: now };
  if (events.length === 0) return [{ ...judgement, at: splitNanos(firing.at).at, event: null }];
  return events.map(({ id, at, class: kind }) => ({ ...judgement, at, event: { id, class: kind } }));
}

async function lookIn(client: pg.ClientBase, rules: readonly Rule[], now: Date): Promise<number> {
  const { rows: todos } = await client.query<Todo>(TAKE, [PACKS]);
  const found: Found = { noticed: [], counting: [] };
  for (const todo of todos) await lookInto(todo, rules, found);
  const fired = await countHits(client, rules, found.counting, now);
  await raiseAlerts(client, [...found.noticed, ...fired.flatMap((one) => noticedOf(one, now))], now);
  return todos.length;
}

/**
 * Looks at events that no rule has seen yet, oldest first. What is looked at and what that raised is one transaction: a
 * worker that dies leaves all of it to the next.
 * @returns how many packs that were; zero means that there are no more
 */
export function lookAtEvents(rules: readonly Rule[], now: Date): Promise<number> {
  return poolTransaction((client) => lookIn(client, rules, now));
}
