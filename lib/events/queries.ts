import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { atCursor, getJson } from '@/lib/core/ask';
import { type EventAddress, eventsHref } from '@/lib/events/search-params';
import type { EventOverview, EventPage, EventRecord, SenderRow } from '@/lib/events/view-types';

const keys = { all: ['events'] as const };
export const eventKeys = { senders: [...keys.all, 'senders'] as const };

/** What a search is; the rest of an address is how it is shown. */
function searched(path: string, address: EventAddress): string {
  return eventsHref(path, { ...address, view: null, utc: null, open: null });
}

export function eventsQuery(address: EventAddress) {
  const path = searched('/api/events', address);
  return infiniteQueryOptions({
    queryKey: [...keys.all, 'list', path] as const,
    queryFn: ({ pageParam, signal }) => getJson<EventPage>(atCursor(path, pageParam), signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function eventOverviewQuery(address: EventAddress) {
  const path = searched('/api/events/overview', address);
  return queryOptions({
    queryKey: [...keys.all, 'overview', path] as const,
    queryFn: ({ signal }) => getJson<EventOverview>(path, signal),
    placeholderData: keepPreviousData,
  });
}

export function eventRecordQuery(ref: string) {
  return queryOptions({
    queryKey: [...keys.all, 'record', ref] as const,
    queryFn: ({ signal }) => getJson<EventRecord>(`/api/events/${encodeURIComponent(ref)}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function sendersQuery({ product, team }: Pick<EventAddress, 'product' | 'team'>) {
  const path = eventsHref('/api/events/senders', { product, team });
  return queryOptions({
    queryKey: [...eventKeys.senders, path] as const,
    queryFn: ({ signal }) => getJson<readonly SenderRow[]>(path, signal),
  });
}
