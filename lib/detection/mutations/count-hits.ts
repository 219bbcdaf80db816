import { createHash } from 'node:crypto';
import type pg from 'pg';
import { type CountedHit, correlate, type Firing } from '@/lib/detection/correlate';
import { type Feed, feedsOfFiring } from '@/lib/detection/matches';
import type { CorrelationRule, Rule } from '@/lib/detection/types';
import type { Nanos } from '@/lib/events/time';
import type { EventClass } from '@/lib/events/types';

/** A hit that counts, with the product it is of; `event` is null where a firing counts. */
export type Counting = {
  readonly productId: string;
  readonly feed: Feed;
  /** Id of the rule that hit, and of what it hit. */
  readonly rule: string;
  readonly hit: string;
  readonly at: Nanos;
  readonly event: { readonly at: string; readonly class: EventClass } | null;
};

/** A correlation that fired, with the events that it rests on. */
export type Fired = {
  readonly productId: string;
  readonly rule: CorrelationRule;
  readonly firing: Firing;
  readonly events: readonly { readonly id: string; readonly at: string; readonly class: EventClass }[];
};

type Group = {
  readonly productId: string;
  readonly rule: CorrelationRule;
  readonly values: readonly string[];
  from: Nanos;
  until: Nanos;
};

const SECOND = 1_000_000_000n;
/** Hits of one group that are looked at: beyond it the oldest are left out, and what they alone would complete is missed. */
const MOST = 20_000;
const written = (values: readonly string[]) => JSON.stringify(values);

const KEEP = `
  INSERT INTO detection_hit (product_id, correlation, "group", rule, hit, at, value, event_at, class, created_at)
  SELECT product_id, correlation, "group", rule, hit, at, value, event_at, class, $2
  FROM json_to_recordset($1) AS h (product_id uuid, correlation uuid, "group" text, rule uuid, hit text, at bigint, value text,
    event_at timestamptz, class event_class)
  WHERE NOT EXISTS (SELECT FROM detection_firing AS f WHERE f.product_id = h.product_id AND f.correlation = h.correlation
    AND f."group" = h."group" AND h.at >= f."from" AND h.at < f.until)
  ON CONFLICT DO NOTHING`;

/** What happens in a window that fired belongs to it, and counts no more. */
async function keepHits(client: pg.ClientBase, counting: readonly Counting[], now: Date): Promise<void> {
  const rows = counting.map(({ productId, feed, rule, hit, at, event }) => ({
    product_id: productId,
    correlation: feed.correlation.id,
    group: written(feed.group),
    rule,
    hit,
    at: String(at),
    value: feed.value,
    event_at: event?.at ?? null,
    class: event?.class ?? null,
  }));
  await client.query(KEEP, [JSON.stringify(rows), now]);
}

/** The groups that changed and the times that did, in one order for all workers. */
function groupsOf(counting: readonly Counting[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { productId, feed, at } of counting) {
    const key = `${productId} ${feed.correlation.id} ${written(feed.group)}`;
    const known = groups.get(key);
    if (!known) {
      groups.set(key, { productId, rule: feed.correlation, values: feed.group, from: at, until: at });
      continue;
    }
    if (at < known.from) known.from = at;
    if (at > known.until) known.until = at;
  }
  return [...groups.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

type HitRow = {
  rule: string;
  hit: string;
  at: string;
  value: string;
  event_at: string | null;
  class: EventClass | null;
};
type WindowRow = { from: string; until: string };

const HITS = `
  SELECT rule, hit, at, value, class, to_char(event_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS event_at
  FROM detection_hit WHERE product_id = $1 AND correlation = $2 AND "group" = $3 AND at BETWEEN $4 AND $5
  ORDER BY at DESC LIMIT ${MOST}`;
const WINDOWS = `
  SELECT "from", until FROM detection_firing
  WHERE product_id = $1 AND correlation = $2 AND "group" = $3 AND until > $4 AND "from" <= $5`;
const FIRED = `
  INSERT INTO detection_firing (product_id, key, correlation, "group", "from", until, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`;

/** A key of one group's lock: two workers evaluate it one after the other. */
function lockOf({ productId, rule, values }: Group): string {
  const digest = createHash('sha256')
    .update(`${productId} ${rule.id} ${written(values)}`)
    .digest();
  return digest.readBigInt64BE(0).toString();
}

async function fireGroup(client: pg.ClientBase, group: Group, now: Date): Promise<Fired[]> {
  const { productId, rule, values } = group;
  await client.query('SELECT pg_advisory_xact_lock($1)', [lockOf(group)]);
  const span = BigInt(rule.timespanSeconds) * SECOND;
  const near = [productId, rule.id, written(values), String(group.from - span), String(group.until + span)];
  const { rows } = await client.query<HitRow>(HITS, near);
  const { rows: windows } = await client.query<WindowRow>(WINDOWS, near);
  const hits: CountedHit[] = rows.map((row) => ({
    id: row.hit,
    rule: row.rule,
    group: values,
    at: BigInt(row.at),
    value: row.value,
  }));
  const fired = windows.map(({ from, until }) => ({ group: values, from: BigInt(from), until: BigInt(until) }));
  const found: Fired[] = [];
  for (const firing of correlate(rule, hits, fired)) {
    const window = [String(firing.from), String(firing.until), now];
    const { rowCount } = await client.query(FIRED, [productId, firing.key, rule.id, written(values), ...window]);
    if (rowCount === 0) continue;
    const inside = new Set(firing.hits);
    const events = rows.flatMap(({ hit, event_at, class: kind }) =>
      inside.has(hit) && event_at !== null && kind !== null ? [{ id: hit, at: event_at, class: kind }] : [],
    );
    found.push({ productId, rule, firing, events });
  }
  return found;
}

/** What a firing counts towards in turn. */
function countingOf(rules: readonly Rule[], { productId, rule, firing }: Fired): Counting[] {
  return feedsOfFiring(rules, rule, firing.group).map((feed) => ({
    productId,
    feed,
    rule: rule.id,
    hit: firing.key,
    at: firing.at,
    event: null,
  }));
}

/**
 * Keeps hits that count towards correlations, and says which of those fire by them, each window once. In the transaction of
 * `client`.
 */
export async function countHits(
  client: pg.ClientBase,
  rules: readonly Rule[],
  counting: readonly Counting[],
  now: Date,
): Promise<readonly Fired[]> {
  const fired: Fired[] = [];
  for (let next = counting; next.length > 0; ) {
    await keepHits(client, next, now);
    const found: Fired[] = [];
    for (const group of groupsOf(next)) found.push(...(await fireGroup(client, group, now)));
    fired.push(...found);
    next = found.flatMap((one) => countingOf(rules, one));
  }
  return fired;
}
