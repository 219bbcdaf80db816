import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import { eventIdSchema } from '@/lib/events/schema';
import { earlierOf } from '@/lib/timeline/data/earlier';
import { pickEvents } from '@/lib/timeline/data/events';
import { type About, incidentFor } from '@/lib/timeline/data/incident';
import { ownItems } from '@/lib/timeline/data/own-items';
import type { Reader } from '@/lib/timeline/data/view';
import { parseRef } from '@/lib/timeline/ref';
import type { ItemDetail, LaneBy, TimelineItem } from '@/lib/timeline/types';
import { Prisma } from '@/prisma/generated/client';

/** All of time: what is in memory is found by its name. */
const ALWAYS = { from: new Date(0), to: new Date(Date.UTC(2200, 0, 1)) };

const eventSchema = z.tuple([z.string(), z.string().regex(/^\d{1,18}$/), eventIdSchema]);

async function eventOf(about: About, ref: string, by: LaneBy): Promise<TimelineItem | undefined> {
  const parsed = eventSchema.safeParse(ref.split('.'));
  if (!parsed.success || about.eventScope === null) return undefined;
  const [, micros, id] = parsed.data;
  const where = Prisma.sql`e.product_id = ${about.productId}::uuid AND e.id = ${id}::bigint
    AND e.at = timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond'`;
  const found = await pickEvents(unsafeDb(), about, { where, by, limit: 2 });
  return found.find((item) => item.ref === `e.${ref}`);
}

async function ownItem(about: About, ref: string, by: LaneBy): Promise<TimelineItem | undefined> {
  for await (const portion of ownItems(about, { window: ALWAYS, lanes: by, terms: [] })) {
    const found = portion.find((own) => own.ref === ref);
    if (found) return found;
  }
  return undefined;
}

/** The item of that name. @throws DomainError `not_found` where there is none, or none that the reader may see */
export async function itemOf(about: About, ref: string, by: LaneBy): Promise<TimelineItem> {
  const parsed = parseRef(ref);
  const item =
    parsed?.of === 'event' ? await eventOf(about, parsed.ref, by) : parsed && (await ownItem(about, ref, by));
  if (!item) throw new DomainError('not_found');
  return item;
}

/** The item with what was said of it before. @throws DomainError `not_found` */
export async function readItem(
  scope: Scope,
  number: number,
  asked: { readonly ref: string; readonly lanes: LaneBy },
  reader: Omit<Reader, 'write'>,
): Promise<ItemDetail> {
  const about = await incidentFor(scope, number, reader);
  const item = await itemOf(about, asked.ref, asked.lanes);
  return { ...item, earlier: await earlierOf(about.id, asked.ref) };
}
