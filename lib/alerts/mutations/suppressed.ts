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

/** Leaves out what is suppressed at `now`, and counts it where it was. */
export async function withoutSuppressed(
  client: pg.ClientBase,
  noticed: readonly Noticed[],
  now: Date,
): Promise<readonly Noticed[]> {
  const products = [...new Set(noticed.map(({ productId }) => productId))];
  const { rows } = await client.query<Row>(ACTIVE, [products, now]);
  if (rows.length === 0) return noticed;
  const held = new Map<string, { id: string; events: number; last_at: string }>();
  const free = noticed.filter((one) => {
    const by = rows.find((row) => row.product_id === one.productId && isSuppressed(one, row));
    if (!by) return true;
    const before = held.get(by.id) ?? { id: by.id, events: 0, last_at: one.at };
    held.set(by.id, {
      ...before,
      events: before.events + 1,
      last_at: later(before.last_at, one.at),
    });
    return false;
  });
  const counts = [...held.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (counts.length > 0) await client.query(COUNT, [JSON.stringify(counts)]);
  return free;
}
