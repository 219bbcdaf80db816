import { inScope, type Scope } from '@/lib/access/policy';
import { withPatience } from '@/lib/events/data/patience';
import { countCells } from '@/lib/timeline/data/cells';
import { takenBackOf } from '@/lib/timeline/data/earlier';
import { eventsMatch, pickEvents } from '@/lib/timeline/data/events';
import { FACETS_OVER, facetsOf } from '@/lib/timeline/data/facets';
import { incidentFor } from '@/lib/timeline/data/incident';
import { ownItemsUpTo } from '@/lib/timeline/data/own-items';
import { inOrder } from '@/lib/timeline/order';
import { parseTimeline } from '@/lib/timeline/search';
import type { TimelineAddress } from '@/lib/timeline/search-params';
import type { TimelineView } from '@/lib/timeline/types';
import { bucketsOf, windowIn } from '@/lib/timeline/window';

/** Items that are drawn one by one; more than that are drawn as counts. */
const DRAWN = 2_000;
/** Lines, alerts and added items that the picture counts, the oldest; the table has all. */
export const COUNTED = 20_000;

export type Reader = { readonly events: Scope | null; readonly write: Scope | null; readonly now: Date };
export type Asked = Pick<TimelineAddress, 'q' | 'from' | 'to' | 'lanes'>;

/**
 * An incident's timeline as a picture: counts by lane and bucket, and the items where they are few enough to be drawn.
 * @throws DomainError `not_found` outside the scope, `unavailable` where it takes too long
 */
export async function readTimeline(
  scope: Scope,
  number: number,
  asked: Asked,
  { events, write, now }: Reader,
): Promise<TimelineView> {
  const about = await incidentFor(scope, number, { events, now });
  const { terms, problems } = parseTimeline(asked.q);
  const window = windowIn(asked, about.whole);
  const buckets = bucketsOf(window);
  const { items: own, isCut } = await ownItemsUpTo(about, { window, lanes: asked.lanes, terms }, COUNTED);
  const takenBack = await takenBackOf(about.id);
  const where = eventsMatch(about, terms, window);
  return withPatience(async (tx) => {
    const { total, ...counts } = await countCells(tx, about, { where, by: asked.lanes, buckets }, own);
    const found = total - own.length;
    const few = total <= DRAWN;
    const picked =
      few && where && found > 0 ? await pickEvents(tx, about, { where, by: asked.lanes, limit: DRAWN }) : [];
    return {
      incident: {
        id: about.id,
        number,
        mayWrite: write !== null && inScope(write, about.productId),
        mayReadEvents: about.eventScope !== null,
      },
      from: window.from.toISOString(),
      to: window.to.toISOString(),
      whole: { from: about.whole.from.toISOString(), to: about.whole.to.toISOString() },
      bucketMicros: buckets.micros,
      bucketsFrom: new Date((buckets.first * buckets.micros) / 1000).toISOString(),
      total,
      isCut,
      ...counts,
      items: few ? [...picked, ...own].toSorted(inOrder) : null,
      phases: about.spans,
      moments: about.moments,
      notes: about.notes,
      takenBack,
      facets: await facetsOf(tx, about, { where, events: found }, own),
      facetsOver: Math.min(found, FACETS_OVER),
      problems,
    };
  });
}
