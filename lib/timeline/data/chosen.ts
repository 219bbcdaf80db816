import type { Scope } from '@/lib/access/policy';
import { withPatience } from '@/lib/events/data/patience';
import { countEvents, eventsMatch } from '@/lib/timeline/data/events';
import { FACETS_OVER, facetsOf } from '@/lib/timeline/data/facets';
import { incidentFor } from '@/lib/timeline/data/incident';
import { ownItemsUpTo } from '@/lib/timeline/data/own-items';
import { type Asked, COUNTED, type Reader } from '@/lib/timeline/data/view';
import { parseTimeline } from '@/lib/timeline/search';
import type { TimelineChosen } from '@/lib/timeline/types';
import { windowIn } from '@/lib/timeline/window';

/** How many items a window holds, and what they have in common. @throws DomainError `not_found`, `unavailable` */
export async function readChosen(
  scope: Scope,
  number: number,
  asked: Asked,
  reader: Omit<Reader, 'write'>,
): Promise<TimelineChosen> {
  const about = await incidentFor(scope, number, reader);
  const { terms } = parseTimeline(asked.q);
  const window = windowIn(asked, about.whole);
  const { items: own } = await ownItemsUpTo(about, { window, lanes: asked.lanes, terms }, COUNTED);
  const where = eventsMatch(about, terms, window);
  return withPatience(async (tx) => {
    const events = where === null ? 0 : await countEvents(tx, about, where);
    return {
      total: events + own.length,
      facets: await facetsOf(tx, about, { where, events }, own),
      facetsOver: Math.min(events, FACETS_OVER),
    };
  });
}
