import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { atCursor, getJson } from '@/lib/core/ask';
import { incidentKeys } from '@/lib/incidents/keys';
import { behindPicture, type TimelineAddress, timelineHref } from '@/lib/timeline/search-params';
import type { Trace } from '@/lib/timeline/trace/types';
import type { ItemDetail, TimelineChosen, TimelinePage, TimelineView } from '@/lib/timeline/types';

export const timelinePath = (number: number, part = '') => `/api/incidents/${number}/timeline${part}`;

/** What decides which items there are; the rest of an address is how they are shown. */
const asked = (path: string, address: TimelineAddress) => timelineHref(path, { ...address, utc: null, open: null });

export function timelineQuery(number: number, address: TimelineAddress) {
  const path = asked(timelinePath(number), { ...address, chosenFrom: null, chosenTo: null });
  return queryOptions({
    queryKey: [...incidentKeys.of(number), 'timeline', path] as const,
    queryFn: ({ signal }) => getJson<TimelineView>(path, signal),
    placeholderData: keepPreviousData,
  });
}

export function timelineItemsQuery(number: number, address: TimelineAddress) {
  const path = asked(timelinePath(number, '/items'), { ...behindPicture(address), lanes: 'source' });
  return infiniteQueryOptions({
    queryKey: [...incidentKeys.of(number), 'timeline', path] as const,
    queryFn: ({ pageParam, signal }) => getJson<TimelinePage>(atCursor(path, pageParam), signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** What the chosen stretch holds. */
export function timelineChosenQuery(number: number, address: TimelineAddress) {
  const path = asked(timelinePath(number, '/chosen'), { ...behindPicture(address), lanes: 'source' });
  return queryOptions({
    queryKey: [...incidentKeys.of(number), 'timeline', path] as const,
    queryFn: ({ signal }) => getJson<TimelineChosen>(path, signal),
    placeholderData: keepPreviousData,
  });
}

export function timelineItemQuery(number: number, open: string) {
  const path = timelineHref(timelinePath(number, '/item'), { open });
  return queryOptions({
    queryKey: [...incidentKeys.of(number), 'timeline', path] as const,
    queryFn: ({ signal }) => getJson<ItemDetail>(path, signal),
  });
}

/** Of an exec: what it led to. */
export function traceQuery(number: number, open: string) {
  const path = timelineHref(timelinePath(number, '/trace'), { open });
  return queryOptions({
    queryKey: [...incidentKeys.of(number), 'timeline', path] as const,
    queryFn: ({ signal }) => getJson<Trace>(path, signal),
  });
}
