import type pg from 'pg';
import { groupKeyOf } from '@/lib/alerts/group-key';
import type { Noticed } from '@/lib/alerts/types';

/** Alerts that one rule may raise in a product within an hour. What it notices of further entities is one alert. */
export const HOURLY_MAX = 200;
const HOUR_MS = 3_600_000;

const RAISED = `
  SELECT product_id || ' ' || rule AS rule, count(*)::int AS raised FROM alert
  WHERE product_id = ANY ($1::uuid[]) AND rule = ANY ($2::text[]) AND created_at > $3 GROUP BY 1`;

const OPEN = `
  SELECT product_id || ' ' || group_key AS key FROM alert
  WHERE state <> 'closed' AND product_id = ANY ($1::uuid[]) AND group_key = ANY ($2::text[])`;

const unique = (texts: readonly string[]) => [...new Set(texts)];

/**
 * Keeps a rule whose entity differs with each event (a container's id, a request's address) from burying everything else: from
 * `HOURLY_MAX` new alerts an hour on, what it notices of entities without an open alert is gathered in one that names none.
 */
export async function gatherMany(
  client: pg.ClientBase,
  noticed: readonly Noticed[],
  now: Date,
): Promise<readonly Noticed[]> {
  if (noticed.length === 0) return noticed;
  const products = unique(noticed.map(({ productId }) => productId));
  const rules = unique(noticed.map(({ rule }) => rule));
  const since = new Date(now.getTime() - HOUR_MS);
  const { rows: raised } = await client.query<{ rule: string; raised: number }>(RAISED, [products, rules, since]);
  const counts = new Map(raised.map(({ rule, raised: count }) => [rule, count]));
  const room = HOURLY_MAX - Math.max(0, ...counts.values());
  if (noticed.length <= room) return noticed;
  const keys = unique(noticed.map(({ rule, entity }) => groupKeyOf(rule, entity)));
  const { rows: open } = await client.query<{ key: string }>(OPEN, [products, keys]);
  const known = new Set(open.map(({ key }) => key));
  return noticed.map((one) => {
    const key = `${one.productId} ${groupKeyOf(one.rule, one.entity)}`;
    if (known.has(key)) return one;
    const rule = `${one.productId} ${one.rule}`;
    const count = counts.get(rule) ?? 0;
    if (count >= HOURLY_MAX) return { ...one, entity: {} };
    counts.set(rule, count + 1);
    known.add(key);
    return one;
  });
}
