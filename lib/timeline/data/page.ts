import { z } from 'zod';
import type { Scope } from '@/lib/access/policy';
import { withPatience } from '@/lib/events/data/patience';
import { eventsMatch, pickEvents } from '@/lib/timeline/data/events';
import { type About, incidentFor } from '@/lib/timeline/data/incident';
import { ownItems } from '@/lib/timeline/data/own';
import type { Asked, Reader } from '@/lib/timeline/data/view';
import { matches } from '@/lib/timeline/match';
import { inOrder } from '@/lib/timeline/order';
import { parseRef } from '@/lib/timeline/ref';
import { parseTimeline } from '@/lib/timeline/search';
import type { TimelineItem, TimelinePage } from '@/lib/timeline/types';
import { windowIn } from '@/lib/timeline/window';
import { Prisma } from '@/prisma/generated/client';

const PAGE = 100;

/** `<time>_<ref>` of the last item before. */
const cursorSchema = z.object({
  time: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/),
  ref: z.string().refine((ref) => parseRef(ref) !== null),
});
export type Cursor = z.infer<typeof cursorSchema>;

export function cursorOf(text: string | null): Cursor | null {
  const [time, ref] = text?.split('_') ?? [];
  const parsed = cursorSchema.safeParse({ time, ref });
  return parsed.success ? parsed.data : null;
}

const cursorText = ({ time, ref }: Cursor) => `${time}_${ref}`;

/** Events behind an item: `at` first, so that an index finds where to begin. */
function eventsAfter({ time, ref }: Cursor): Prisma.Sql {
  const at = time.replace(/\d{3}Z$/, 'Z');
  const nanos = Number(time.slice(-4, -1));
  const parsed = parseRef(ref);
  const own = Prisma.sql`(e.at, e.nanos) > (${at}::timestamptz, ${nanos}::smallint)`;
  const id = parsed?.of === 'event' ? (parsed.ref.split('.')[2] ?? '0') : null;
  const behind =
    id === null ? own : Prisma.sql`(e.at, e.nanos, e.id) > (${at}::timestamptz, ${nanos}::smallint, ${id}::bigint)`;
  return Prisma.sql`e.at >= ${at}::timestamptz AND ${behind}`;
}

/** Reads page after page of one search; what is in memory is read once. */
export async function pagesOf(about: About, asked: Asked) {
  const { terms } = parseTimeline(asked.q);
  const window = windowIn(asked, about.whole);
  const own = (await ownItems(about, window, asked.lanes)).filter((item) => matches(item, terms)).toSorted(inOrder);
  const where = eventsMatch(about, terms, window);
  return async (cursor: Cursor | null, limit: number): Promise<readonly TimelineItem[]> => {
    const after = cursor ? eventsAfter(cursor) : Prisma.sql`TRUE`;
    const events = where
      ? await withPatience((tx) => pickEvents(tx, about, { where, by: asked.lanes, after, limit }))
      : [];
    const rest = cursor ? own.filter((item) => inOrder(item, cursor) > 0) : own;
    return [...events, ...rest.slice(0, limit)].toSorted(inOrder).slice(0, limit);
  };
}

/** A page of an incident's items, the oldest first. @throws DomainError `not_found`, `unavailable` */
export async function listTimeline(
  scope: Scope,
  number: number,
  asked: Asked & { readonly cursor: string | null },
  reader: Omit<Reader, 'write'>,
): Promise<TimelinePage> {
  const read = await pagesOf(await incidentFor(scope, number, reader), asked);
  const found = await read(cursorOf(asked.cursor), PAGE + 1);
  const rows = found.slice(0, PAGE);
  const last = rows.at(-1);
  return { rows, next: found.length > PAGE && last ? cursorText(last) : null };
}
