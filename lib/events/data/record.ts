import { z } from 'zod';
import { productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { unpackRecords } from '@/lib/events/packs';
import { EVENT_CLASSES } from '@/lib/events/types';
import { Prisma } from '@/prisma/generated/client';

const refSchema = z.tuple([z.enum(EVENT_CLASSES), z.string().regex(/^\d{1,18}$/), z.string().regex(/^-?\d{1,19}$/)]);

type Stored = { readonly place: number; readonly records: Uint8Array };

/**
 * The record of an event, exactly as its sender wrote it.
 * @param ref `<class>.<microseconds>.<id>` (rows.ts)
 * @throws DomainError `not_found`: no such event, outside the scope, or no longer kept
 */
export async function rawRecord(scope: Scope, ref: string): Promise<string> {
  const parsed = refSchema.safeParse(ref.split('.'));
  if (!parsed.success) throw new DomainError('not_found');
  const [kind, micros, id] = parsed.data;
  const products = productFilter(scope)?.in;
  const [stored] = await unsafeDb().$queryRaw<Stored[]>`
    SELECT e.place, p.records FROM event e
    JOIN event_pack p ON p.id = e.pack_id AND p.class = e.class
      AND p.at >= date_trunc('week', e.at, 'UTC') AND p.at < date_trunc('week', e.at, 'UTC') + interval '7 days'
    WHERE e.class = ${kind}::event_class AND e.id = ${id}::bigint
      AND e.at = timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond'
      ${products ? Prisma.sql`AND e.product_id = ANY(${products}::uuid[])` : Prisma.empty}`;
  const record = stored && (await unpackRecords(stored.records))[stored.place];
  if (record === undefined) throw new DomainError('not_found');
  return record;
}
