import { refOf } from '@/lib/events/ref';
import type { EventClass, EventOutcome } from '@/lib/events/types';
import type { EventRow } from '@/lib/events/view-types';
import { Prisma } from '@/prisma/generated/client';

/** Of `event e`, `product p` and `event_sender s`. */
export const EVENT_COLUMNS = Prisma.sql`
  e.class::text AS class, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, e.nanos, e.id::text AS id,
  e.time_said, e.received_at, e.severity, e.outcome::text AS outcome, e.name, e.message, e.action, e.actor, e.source_address,
  e.target_address, e.host, e.cluster, e.namespace, e.pod, e.container, e.image, e.process, e.file, e.techniques,
  p.slug AS product_slug, p.name AS product_name, s.shape, s.name AS sender_name`;

/** A row as it is read with these columns. */
export type StoredEvent = {
  readonly class: EventClass;
  readonly at: string;
  readonly nanos: number;
  readonly id: string;
  readonly time_said: string;
  readonly received_at: Date;
  readonly severity: number;
  readonly outcome: EventOutcome;
  readonly name: string;
  readonly message: string;
  readonly action: string;
  readonly actor: string;
  readonly source_address: string;
  readonly target_address: string;
  readonly host: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly image: string;
  readonly process: string;
  readonly file: string;
  readonly techniques: readonly string[];
  readonly product_slug: string;
  readonly product_name: string;
  readonly shape: string;
  readonly sender_name: string;
};

export function toRow(stored: StoredEvent): EventRow {
  const { at, nanos, id: _, time_said, received_at, source_address, target_address, ...rest } = stored;
  const { product_slug, product_name, shape, sender_name, ...event } = rest;
  return {
    ...event,
    ref: refOf(stored),
    time: at.replace('Z', `${String(nanos).padStart(3, '0')}Z`),
    timeSaid: time_said,
    receivedAt: received_at.toISOString(),
    sourceAddress: source_address,
    targetAddress: target_address,
    product: { slug: product_slug, name: product_name },
    sender: { shape, name: sender_name },
  };
}
