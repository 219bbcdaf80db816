import { setImmediate as turn } from 'node:timers/promises';
import type pg from 'pg';
import { raiseAlerts } from '@/lib/alerts/mutations/raise';
import type { Noticed } from '@/lib/alerts/types';
import { poolTransaction, unsafeDb } from '@/lib/core/db';
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
import { weekOf } from '@/lib/events/weeks';
import type { Severity } from '@/lib/findings/severity';

/** Packs in one transaction: what one says is kept before the next ones are looked at. */
const PACKS = 10;
/** A pack that fails waits twice as long each time, from a second to minutes; then it is put aside for whoever mends the fault. */
const ATTEMPTS = 9;
/** Records looked at before the process' other work gets a turn. */
const AT_ONCE = 200;

type Todo = {
  readonly pack_id: string;
  readonly class: EventClass;
  readonly at: Date;
  readonly fresh: readonly string[] | null;
  readonly product_id: string;
  readonly sender_id: string;
  readonly received_at: Date;
  readonly time_zone: string | null;
  readonly shape: string;
  readonly records: Uint8Array;
};

/** Oldest first; what another worker looks at is left to it. A pack that was dropped since is looked at no more. */
const TAKE = `
  WITH taken AS (
    DELETE FROM event_todo WHERE id IN (
      SELECT id FROM event_todo WHERE attempts < ${ATTEMPTS} AND (next_at IS NULL OR next_at <= $2) AND ($3::bigint IS NULL OR id = $3)
      ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
    RETURNING id, pack_id, class, at, fresh)
  SELECT t.pack_id, t.class, t.at, t.fresh, p.product_id, p.sender_id, p.received_at, p.time_zone, s.shape, p.records
  FROM taken AS t LEFT JOIN event_pack AS p ON p.id = t.pack_id AND p.class = t.class AND p.at = t.at
  LEFT JOIN event_sender AS s ON s.id = p.sender_id ORDER BY t.id`;

function eventsOf(shape: Shape, text: string, todo: Todo): readonly CompleteEvent[] {
  try {
    return readPiece(
      shape,
      { text },
      { senderId: todo.sender_id, receivedAt: todo.received_at, zone: todo.time_zone, keep: null },
    );
  } catch (error) {
    // It could be read when it came, by the release before this one: it has its row, and no rule sees it.
    if (!(error instanceof UnreadableRecord)) throw error;
    log().warn({ pack: todo.pack_id, code: error.code }, 'a stored record can no longer be read');
    return [];
  }
}

/** What one look finds: alerts to raise, and hits that count towards correlations. */
type Found = { readonly noticed: Noticed[]; readonly counting: Counting[] };

/** A sender that has judged by itself is not talked down. */
function worse({ severity }: Rule, event: CompleteEvent): Severity {
  return event.class === 'detection' && event.severity > severity ? event.severity : severity;
}

function lookAt(event: CompleteEvent, raw: Json, todo: Todo, rules: readonly Rule[], found: Found): void {
  const { at, id, class: kind } = event;
  const { product_id: productId, received_at: receivedAt, shape } = todo;
  const where = { productId, receivedAt, at, event: { id, class: kind } };
  const hits = hitsOf(rules, { event, raw, shape });
  // Where a rule of ours sees in a sender's alert what it is about, that is the one alert.
  const judged = judgedBySender(event, shape);
  if (judged && !hits.some(({ rule }) => rule.raises)) found.noticed.push({ ...judged, ...where });
  const instead = judged ? { instead: judged } : {};
  for (const { rule, entity, feeds } of hits) {
    if (rule.raises)
      found.noticed.push({ ...judgementOf(rule, entity), ...where, ...instead, severity: worse(rule, event) });
    const hit = { productId, rule: rule.id, hit: id, at: nanosAt(event), event: { at, class: kind } };
    found.counting.push(...feeds.map((feed) => ({ ...hit, feed })));
  }
}

/** Of the events that a pack's records tell of, its own and new ones, each once: others lie in packs of their own. */
function newOnes({ class: own, at, fresh }: Todo): (event: CompleteEvent) => boolean {
  const wanted = fresh === null ? null : new Set(fresh);
  const seen = new Set<string>();
  const week = weekOf(at.toISOString());
  return ({ class: kind, at: moment, id }) => {
    if (kind !== own || weekOf(moment) !== week || seen.has(id) || (wanted !== null && !wanted.has(id))) return false;
    seen.add(id);
    return true;
  };
}

async function lookInto(todo: Todo, rules: readonly Rule[], found: Found): Promise<void> {
  const shape = shapeOf(todo.shape);
  if (!shape || !todo.records) return;
  const isNew = newOnes(todo);
  for (const [place, text] of (await unpackRecords(todo.records)).entries()) {
    if (place % AT_ONCE === AT_ONCE - 1) await turn();
    const events = eventsOf(shape, text, todo).filter(isNew);
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

async function lookIn(client: pg.ClientBase, rules: readonly Rule[], now: Date, only: bigint | null): Promise<number> {
  const { rows: todos } = await client.query<Todo>(TAKE, [PACKS, now, only]);
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
export async function lookAtEvents(rules: readonly Rule[], now: Date): Promise<number> {
  try {
    return await poolTransaction((client) => lookIn(client, rules, now, null));
  } catch (error) {
    log().error({ err: error }, 'looking at events failed: they are looked at one pack at a time');
  }
  return lookOneByOne(rules, now);
}

/** Which of several packs fails: that one waits, and the others go on. */
async function lookOneByOne(rules: readonly Rule[], now: Date): Promise<number> {
  for (let packs = 0; packs < PACKS; packs += 1) {
    const [next] = await unsafeDb().eventTodo.findMany({
      where: { attempts: { lt: ATTEMPTS }, OR: [{ nextAt: null }, { nextAt: { lte: now } }] },
      orderBy: { id: 'asc' },
      take: 1,
    });
    if (!next) return packs;
    try {
      await poolTransaction((client) => lookIn(client, rules, now, next.id));
    } catch (error) {
      log().error(
        { err: error, pack: next.packId, attempts: next.attempts + 1 },
        'a pack of events cannot be looked at',
      );
      const nextAt = new Date(now.getTime() + 1000 * 2 ** next.attempts);
      await unsafeDb().eventTodo.updateMany({ where: { id: next.id }, data: { attempts: { increment: 1 }, nextAt } });
    }
  }
  return PACKS;
}
