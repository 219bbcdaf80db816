import type { Scope } from '@/lib/access/policy';
import { withPatience } from '@/lib/events/data/patience';
import { behind, type Cursor, cursorOf, cursorText } from '@/lib/timeline/data/cursor';
import { eventsMatch, pickEvents } from '@/lib/timeline/data/events';
import { type About, incidentFor } from '@/lib/timeline/data/incident';
import { ownItems } from '@/lib/timeline/data/own-items';
import type { Asked, Reader } from '@/lib/timeline/data/view';
import { inOrder } from '@/lib/timeline/order';
import { parseTimeline } from '@/lib/timeline/search';
import type { TimelineItem, TimelinePage } from '@/lib/timeline/types';
import { windowIn } from '@/lib/timeline/window';
import { Prisma } from '@/prisma/generated/client';

const PAGE = 100;

const EVENT_KEYS = {
  of: 'event',
  at: Prisma.sql`e.at`,
  nanos: Prisma.sql`e.nanos::int`,
  key: Prisma.sql`e.id`,
  type: 'bigint',
} as const;

/** What is read ahead of a stream: its first `count`, or all there are. */
function ahead(portions: AsyncGenerator<readonly TimelineItem[]>) {
  let held: readonly TimelineItem[] = [];
  let ended = false;
  return {
    first: async (count: number): Promise<readonly TimelineItem[]> => {
      while (held.length < count && !ended) {
        const { value, done } = await portions.next();
        ended = done === true;
        held = value ? [...held, ...value] : held;
      }
      return held.slice(0, count);
    },
    drop: (count: number) => {
      held = held.slice(count);
    },
  };
}

/** Pages of one search behind an item, each following the one before: machine events and all else in one order. */
export async function* timelinePages(
  about: About,
  asked: Asked & { readonly after: Cursor | null },
  limit: number,
): AsyncGenerator<readonly TimelineItem[]> {
  const { terms } = parseTimeline(asked.q);
  const window = windowIn(asked, about.whole);
  const own = ahead(ownItems(about, { window, lanes: asked.lanes, terms, after: asked.after }));
  const where = eventsMatch(about, terms, window);
  for (let last = asked.after, ended = false; !ended; ) {
    const after = last ? behind(last, EVENT_KEYS) : Prisma.sql`TRUE`;
    const events = where
      ? await withPatience((tx) => pickEvents(tx, about, { where, by: asked.lanes, after, limit }))
      : [];
    const rest = await own.first(limit);
    const rows = [...events, ...rest].toSorted(inOrder).slice(0, limit);
    own.drop(rows.filter(({ kind }) => kind !== 'event').length);
    if (rows.length > 0) yield rows;
    last = rows.at(-1) ?? null;
    ended = rows.length < limit;
  }
}

/** A page of an incident's items, the oldest first. @throws DomainError `not_found`, `unavailable` */
export async function listTimeline(
  scope: Scope,
  number: number,
  asked: Asked & { readonly cursor: string | null },
  reader: Omit<Reader, 'write'>,
): Promise<TimelinePage> {
  const about = await incidentFor(scope, number, reader);
  const pages = timelinePages(about, { ...asked, after: cursorOf(asked.cursor) }, PAGE + 1);
  const { value: found = [] } = await pages.next();
  const rows = found.slice(0, PAGE);
  const last = rows.at(-1);
  return { rows, next: found.length > PAGE && last ? cursorText(last) : null };
}
