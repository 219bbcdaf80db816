import { raiseAlerts } from '@/lib/alerts/mutations/raise';
import { type Noticed, SENDER_SILENT } from '@/lib/alerts/types';
import type { Ctx } from '@/lib/core/context';
import { poolTransaction } from '@/lib/core/db';
import { HABIT } from '@/lib/events/habit';

type Silent = { id: string; product_id: string; shape: string; name: string; last_received_at: Date };

const FIND = `
  UPDATE event_sender AS s SET silent_since = s.last_received_at
  FROM (
    SELECT o.id, coalesce(o.expected_seconds, CASE WHEN o.created_at <= $1::timestamptz - interval '${HABIT.learntAfterDays} days' THEN (
      SELECT CASE WHEN max(longest_gap) > 0
        THEN greatest(${HABIT.soonestSeconds}, ${HABIT.patience} * max(longest_gap)) END FROM event_sender_hour AS h
      WHERE h.sender_id = o.id AND h.hour > $1::timestamptz - interval '${HABIT.learntFromDays} days') END) AS habit
    FROM event_sender AS o WHERE o.silent_since IS NULL AND o.expected_seconds IS DISTINCT FROM 0) AS known
  WHERE known.id = s.id AND s.silent_since IS NULL
    AND s.last_received_at < $1::timestamptz - known.habit * interval '1 second'
  RETURNING s.id, s.product_id, s.shape, s.name, s.last_received_at`;

/** Alerts of senders that have sent again since; what was merged into one stands for itself again. */
const END = `
  WITH spoke AS (
    SELECT a.id FROM alert AS a JOIN event_sender AS s ON s.product_id = a.product_id AND s.silent_since IS NULL
      AND s.shape = a.entity->>'shape' AND s.name = a.entity->>'sender'
    WHERE a.rule = '${SENDER_SILENT}' AND a.state <> 'closed'),
  parted AS (
    UPDATE alert SET merged_into_id = NULL, updated_at = $1, version = version + 1
    WHERE merged_into_id IN (SELECT id FROM spoke) AND id NOT IN (SELECT id FROM spoke) RETURNING id),
  ended AS (
    UPDATE alert AS a SET merged_into_id = NULL, state = 'closed', verdict = 'ended', closed_at = $1, updated_at = $1, version = a.version + 1
    FROM spoke WHERE a.id = spoke.id RETURNING a.id)
  INSERT INTO alert_step (id, alert_id, at, verb, actor_name, data)
  SELECT gen_random_uuid(), id, $1, 'closed', 'worker', '{"verdict": "ended"}'::jsonb FROM ended
  UNION ALL SELECT gen_random_uuid(), id, $1, 'separated', 'worker', '{}' FROM parted`;

function noticed({ product_id, shape, name, last_received_at }: Silent): Noticed {
  return {
    productId: product_id,
    rule: SENDER_SILENT,
    title: `${shape}: ${name}`,
    author: '',
    severity: 2,
    entity: { shape, sender: name },
    techniques: [],
    at: last_received_at.toISOString(),
    event: null,
    receivedAt: last_received_at,
  };
}

/**
 * Raises an alert for each sender that is silent for longer than its habit, or than it was said to be, and ends those of
 * senders that speak again.
 */
export function watchSilence({ now }: Pick<Ctx, 'now'>): Promise<void> {
  return poolTransaction(async (client) => {
    const { rows } = await client.query<Silent>(FIND, [now]);
    await raiseAlerts(client, rows.map(noticed), now);
    await client.query(END, [now]);
  });
}
