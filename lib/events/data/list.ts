import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { withPatience } from '@/lib/events/data/patience';
import { EVENT_COLUMNS, type StoredEvent, toRow } from '@/lib/events/data/rows';
import { eventsWhere } from '@/lib/events/data/where';
import { eventIdSchema } from '@/lib/events/schema';
import { parseSearch } from '@/lib/events/search/grammar';
import { type EventAddress, windowOf } from '@/lib/events/search-params';
import type { EventPage } from '@/lib/events/view-types';
import { Prisma } from '@/prisma/generated/client';

const PAGE = 100;
/** A sender's clock may be wrong by so much (complete.ts): what has come is listed, whatever it says. */
const AHEAD_MS = 86_400_000;

const cursorSchema = z.tuple([
  z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
  z.coerce.number().int().min(0).max(999),
  eventIdSchema,
]);

/** `<time>_<nanos>_<id>`: the last event of the page before. */
function after(cursor: string | null): Prisma.Sql {
  const parsed = cursorSchema.safeParse(cursor?.split('_'));
  if (!parsed.success) return Prisma.empty;
  const [at, nanos, id] = parsed.data;
  return Prisma.sql`AND e.at <= ${at}::timestamptz
    AND (e.at, e.nanos, e.id) < (${at}::timestamptz, ${nanos}::smallint, ${id}::bigint)`;
}

function cursorOf({ at, nanos, id }: StoredEvent): string {
  return `${at}_${nanos}_${id}`;
}

/** A page of events within the scope, the newest first. @throws DomainError `unavailable` where it takes too long */
export async function listEvents(
  scope: Scope,
  query: { readonly address: EventAddress; readonly cursor: string | null },
  now: Date,
  limit = PAGE,
): Promise<EventPage> {
  const where = eventsWhere(scope, query.address, windowOf(query.address, now, AHEAD_MS));
  const found = await withPatience(
    (tx) => tx.$queryRaw<StoredEvent[]>`
      SELECT ${EVENT_COLUMNS} FROM event e
      JOIN product p ON p.id = e.product_id JOIN event_sender s ON s.id = e.sender_id
      WHERE ${where} ${after(query.cursor)}
      ORDER BY e.at DESC, e.nanos DESC, e.id DESC LIMIT ${limit + 1}`,
  );
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(toRow),
    next: found.length > limit && last ? cursorOf(last) : null,
    problems: parseSearch(query.address.q ?? '').problems,
  };
}
