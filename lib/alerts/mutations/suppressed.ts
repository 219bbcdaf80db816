import type pg from 'pg';
import { isSuppressed, later } from '@/lib/alerts/rules';
import type { Entity, Noticed } from '@/lib/alerts/types';

type Row = { readonly id: string; readonly product_id: string; readonly rule: string; readonly entity: Entity };

const ACTIVE = `
  SELECT id, product_id, rule, entity FROM alert_suppression
  WHERE product_id = ANY ($1::uuid[]) AND expires_at > $2 AND ended_at IS NULL`;

const COUNT = `
  UPDATE alert_suppression AS s SET events = s.events + held.events, last_at = greatest(s.last_at, held.last_at)
  FROM json_to_recordset($1) AS held (id uuid, events int, last_at timestamptz) WHERE s.id = held.id`;

type Held = { readonly id: string; readonly events: number; readonly last_at: string };

/** Of events of which rules of ours say nothing any more, what their senders said. */
function insteadOf(held: readonly Noticed[], free: readonly Noticed[]): Noticed[] {
  const told = new Set(free.map(({ event }) => event?.id));
  const byEvent = new Map<string, Noticed>();
  for (const { instead, ...one } of held) {
    if (instead && one.event && !told.has(one.event.id)) byEvent.set(one.event.id, { ...one, ...instead });
  }
  return [...byEvent.values()];
}

/** Leaves out what is suppressed at `now`, and counts it where it was. */
export async function withoutSuppressed(
  client: pg.ClientBase,
  noticed: readonly Noticed[],
  now: Date,
): Promise<readonly Noticed[]> {
  const products = [...new Set(noticed.map(({ productId }) => productId))];
  const { rows } = await client.query<Row>(ACTIVE, [products, now]);
  if (rows.length === 0) return noticed;
  const counts = new Map<string, Held>();
  const isFree = (one: Noticed) => {
    const by = rows.find((row) => row.product_id === one.productId && isSuppressed(one, row));
    if (!by) return true;
    const before = counts.get(by.id) ?? { id: by.id, events: 0, last_at: one.at };
    counts.set(by.id, { ...before, events: before.events + 1, last_at: later(before.last_at, one.at) });
    return false;
  };
  const free: Noticed[] = [];
  const held: Noticed[] = [];
  for (const one of noticed) (isFree(one) ? free : held).push(one);
  free.push(...insteadOf(held, free).filter(isFree));
  const ordered = [...counts.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (ordered.length > 0) await client.query(COUNT, [JSON.stringify(ordered)]);
  return free;
}
