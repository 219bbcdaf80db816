import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { groupKeyOf } from '@/lib/alerts/group-key';
import { gatherMany } from '@/lib/alerts/mutations/gather-many';
import { withoutSuppressed } from '@/lib/alerts/mutations/suppressed';
import type { Noticed } from '@/lib/alerts/types';
import { storable } from '@/lib/core/storable';

/** Events that an alert names: of more than these the first. */
const NAMED = 500;
const TECHNIQUES = 30;

type Group = { readonly key: string; readonly noticed: Noticed[] };

function groupsOf(noticed: readonly Noticed[]): Group[] {
  const groups = new Map<string, Group>();
  for (const one of noticed) {
    const key = groupKeyOf(one.rule, one.entity);
    const group = groups.get(`${one.productId} ${key}`) ?? { key, noticed: [] };
    groups.set(`${one.productId} ${key}`, group);
    group.noticed.push(one);
  }
  // In one order, so that two workers cannot wait for each other.
  return [...groups.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function rowOf({ key, noticed }: Group) {
  const [first, ...others] = noticed.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  if (!first) throw new Error('a group has something in it');
  const last = others.at(-1) ?? first;
  return {
    id: randomUUID(),
    product_id: first.productId,
    rule: first.rule,
    group_key: key,
    title: storable(first.title, 300),
    author: first.author,
    severity: Math.max(...noticed.map(({ severity }) => severity)),
    entity: first.entity,
    techniques: [...new Set(noticed.flatMap(({ techniques }) => techniques))],
    first_at: first.at,
    last_at: last.at,
    events: noticed.length,
    received_at: first.receivedAt,
  };
}

const COLUMNS = `id uuid, product_id uuid, rule text, group_key text, title text, author text, severity int, entity jsonb,
  techniques text[], first_at timestamptz, last_at timestamptz, events int, received_at timestamptz`;
const NAMES = COLUMNS.split(',').map((column) => column.trim().split(' ')[0]);

const RAISE = `
  INSERT INTO alert AS known (${NAMES.join(', ')}, created_at, updated_at, previous_id)
  SELECT ${NAMES.map((name) => `n.${name}`).join(', ')}, $2, $2, (
    SELECT id FROM alert AS before WHERE before.product_id = n.product_id AND before.group_key = n.group_key
      AND before.state = 'closed' ORDER BY closed_at DESC LIMIT 1)
  FROM json_to_recordset($1) AS n (${COLUMNS})
  ON CONFLICT (product_id, group_key) WHERE state <> 'closed' DO UPDATE SET
    severity = greatest(known.severity, excluded.severity),
    techniques = (ARRAY(SELECT DISTINCT unnest(known.techniques || excluded.techniques) ORDER BY 1))[1:${TECHNIQUES}],
    first_at = least(known.first_at, excluded.first_at), last_at = greatest(known.last_at, excluded.last_at),
    events = known.events + excluded.events, updated_at = excluded.updated_at
  RETURNING id, product_id, group_key, events, id = ANY ($3::uuid[]) AS raised`;

/** What a part gathers its target shows: it is worked on there. */
const LIFT = `
  UPDATE alert AS target SET severity = greatest(target.severity, part.severity),
    last_at = greatest(target.last_at, part.last_at), updated_at = $2
  FROM (SELECT merged_into_id AS id, max(severity) AS severity, max(last_at) AS last_at FROM alert
    WHERE id = ANY ($1::uuid[]) AND merged_into_id IS NOT NULL GROUP BY merged_into_id) AS part
  WHERE target.id = part.id`;

type Raised = { id: string; product_id: string; group_key: string; events: number; raised: boolean };

/** Which of a group's events its alert names. */
function evidenceOf({ id, events }: Raised, { noticed }: Group) {
  const before = events - noticed.length;
  const room = Math.max(0, NAMED - before);
  return noticed.slice(0, room).flatMap(({ at, event }) => (event ? [{ alert_id: id, at, ...event }] : []));
}

/**
 * Raises alerts, or lets those that are not closed gather what is noticed of the same rule and entity. What is suppressed
 * is counted and raises none. In the transaction of `client`.
 * @returns ids of the alerts that are new
 */
export async function raiseAlerts(
  client: pg.ClientBase,
  noticed: readonly Noticed[],
  now: Date,
): Promise<readonly string[]> {
  const free = await withoutSuppressed(client, noticed, now);
  const groups = groupsOf(await gatherMany(client, free, now));
  if (groups.length === 0) return [];
  const rows = groups.map(rowOf);
  const { rows: alerts } = await client.query<Raised>(RAISE, [JSON.stringify(rows), now, rows.map(({ id }) => id)]);
  await client.query(LIFT, [alerts.map(({ id }) => id), now]);
  const byKey = new Map(alerts.map((alert) => [`${alert.product_id} ${alert.group_key}`, alert]));
  const evidence = groups.flatMap((group) => {
    const alert = byKey.get(`${group.noticed[0]?.productId} ${group.key}`);
    return alert ? evidenceOf(alert, group) : [];
  });
  await client.query(
    `INSERT INTO alert_event (alert_id, at, event_id, class)
     SELECT alert_id, at, id, class FROM json_to_recordset($1) AS e (alert_id uuid, at timestamptz, id bigint, class event_class)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(evidence)],
  );
  const raised = alerts.filter((alert) => alert.raised).map(({ id }) => id);
  await client.query(
    `INSERT INTO alert_step (id, alert_id, at, verb, actor_name)
     SELECT gen_random_uuid(), id, $2, 'raised', 'worker' FROM unnest($1::uuid[]) AS id`,
    [raised, now],
  );
  return raised;
}
