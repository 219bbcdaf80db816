import type pg from 'pg';
import { pgPool, unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { EVENT_LIMITS } from '@/lib/events/limits';

export type SenderKey = { readonly productId: string; readonly shape: string; readonly name: string };

/** A sender, and the zone that its clock shows; null: UTC. */
export type KnownSender = { readonly id: string; readonly zone: string | null };

const MAKE = `
  INSERT INTO event_sender AS known (id, product_id, shape, name, created_at, last_received_at, time_zone)
  VALUES (gen_random_uuid(), $1, $2, $3, $4, $4, $5)
  ON CONFLICT (product_id, shape, name) DO UPDATE SET time_zone = COALESCE(excluded.time_zone, known.time_zone)
  RETURNING id, time_zone AS zone`;

/**
 * The sender of a delivery, which is there from its first one on. A zone that the delivery names is kept for those that follow.
 * @throws DomainError `invalid` (field `sender`) where the product has too many of them
 */
export async function senderOf(key: SenderKey, now: Date, said: string | null = null): Promise<KnownSender> {
  const { productId, shape, name } = key;
  const where = { productId_shape_name: key };
  const select = { id: true, timeZone: true } as const;
  const known = await unsafeDb().eventSender.findUnique({ where, select });
  if (known && (said === null || said === known.timeZone)) return { id: known.id, zone: known.timeZone };
  if (!known && (await unsafeDb().eventSender.count({ where: { productId } })) >= EVENT_LIMITS.senders)
    throw new DomainError('invalid', { field: 'sender', reason: 'too_many', max: EVENT_LIMITS.senders });
  // One statement: of several first deliveries at once each gets the same sender.
  const { rows } = await pgPool().query<KnownSender>(MAKE, [productId, shape, name, now, said]);
  if (!rows[0]) throw new Error('a sender is made or there');
  return rows[0];
}

/** What a delivery adds to its sender's figures. */
export type Added = {
  readonly events: number;
  readonly duplicates: number;
  readonly refused: number;
  /** The newest time of its events, ISO 8601; null without any. */
  readonly newest: string | null;
};

const SQL = `
  WITH before AS (SELECT last_received_at, silent_since FROM event_sender WHERE id = $1 FOR UPDATE),
  sender AS (
    UPDATE event_sender SET
      last_received_at = greatest(last_received_at, $2), last_event_at = greatest(last_event_at, $3),
      events = events + $4, duplicates = duplicates + $5, refused = refused + $6, silent_since = NULL
    WHERE id = $1)
  INSERT INTO event_sender_hour AS known (sender_id, hour, deliveries, events, longest_gap)
  SELECT $1, date_trunc('hour', $2::timestamptz, 'UTC'), 1, $4,
    CASE WHEN before.silent_since IS NULL
      THEN greatest(0, extract(epoch FROM $2::timestamptz - before.last_received_at))::int ELSE 0 END
  FROM before
  ON CONFLICT (sender_id, hour) DO UPDATE SET deliveries = known.deliveries + 1,
    events = known.events + excluded.events, longest_gap = greatest(known.longest_gap, excluded.longest_gap)`;

/**
 * Counts a delivery. A silence that was told of is no part of the sender's habit. The last statement of its transaction, as
 * deliveries of one sender wait for each other here.
 */
export async function countDelivery(client: pg.ClientBase, id: string, at: Date, added: Added): Promise<void> {
  await client.query(SQL, [id, at, added.newest, added.events, added.duplicates, added.refused]);
}
