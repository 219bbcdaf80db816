import { z } from 'zod';
import { productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { EVENT_COLUMNS, type StoredEvent, toRow } from '@/lib/events/data/rows';
import { unpackRecords } from '@/lib/events/packs';
import { eventIdSchema } from '@/lib/events/schema';

import { EVENT_CLASSES } from '@/lib/events/types';
import type { EventRecord } from '@/lib/events/view-types';
import { Prisma } from '@/prisma/generated/client';

const refSchema = z.tuple([z.enum(EVENT_CLASSES), z.string().regex(/^\d{1,18}$/), eventIdSchema]);

type Stored = StoredEvent & { readonly place: number; readonly records: Uint8Array };

/**
 * An event with its record.
 * @param ref `<class>.<microseconds>.<id>` (rows.ts)
 * @throws DomainError `not_found`: no such event, outside the scope, or no longer kept
 */
export async function readEvent(scope: Scope, ref: string): Promise<EventRecord> {
  const parsed = refSchema.safeParse(ref.split('.'));
  if (!parsed.success) throw new DomainError('not_found');
  const [kind, micros, id] = parsed.data;
  const products = productFilter(scope)?.in;
  const [stored] = await unsafeDb().$queryRaw<Stored[]>`
    SELECT ${EVENT_COLUMNS}, e.place, k.records FROM event e
    JOIN product p ON p.id = e.product_id JOIN event_sender s ON s.id = e.sender_id
    JOIN event_pack k ON k.id = e.pack_id AND k.class = e.class
      AND k.at >= date_trunc('week', e.at, 'UTC') AND k.at < date_trunc('week', e.at, 'UTC') + interval '7 days'
    WHERE e.class = ${kind}::event_class AND e.id = ${id}::bigint
      AND e.at = timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond'
      ${products ? Prisma.sql`AND e.product_id = ANY(${products}::uuid[])` : Prisma.empty}`;
  if (!stored) throw new DomainError('not_found');
  const { place, records, ...event } = stored;
  return { event: toRow(event), raw: (await unpackRecords(records))[place] ?? '' };
}
