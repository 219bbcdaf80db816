import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { atCursor, getJson } from '@/lib/core/ask';
import { findingKeys } from '@/lib/findings/keys';
import type { SamePlaces, SameVerb } from '@/lib/findings/same-types';
import { type FindingFilter, type Order, serializeFindings } from '@/lib/findings/search-params';
import type {
  BulkJobView,
  Facets,
  FindingDetailView,
  FindingPage,
  PersonRef,
  SavedViewItem,
  ViewNoun,
} from '@/lib/findings/types';

export function findingsQuery(filter: FindingFilter, sort: Order) {
  const address = serializeFindings('', { ...filter, sort });
  return infiniteQueryOptions({
    queryKey: [...findingKeys.lists, address] as const,
    queryFn: ({ pageParam, signal }) => getJson<FindingPage>(atCursor(`/api/findings${address}`, pageParam), signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function facetsQuery(filter: FindingFilter) {
  const address = serializeFindings('', filter);
  return queryOptions({
    queryKey: [...findingKeys.facets, address] as const,
    queryFn: ({ signal }) => getJson<Facets>(`/api/findings/facets${address}`, signal),
    placeholderData: keepPreviousData,
  });
}

export function findingQuery(id: number) {
  return queryOptions({
    queryKey: [...findingKeys.details, id] as const,
    queryFn: ({ signal }) => getJson<FindingDetailView>(`/api/findings/${id}`, signal),
  });
}

export function sameQuery(id: number, verb: SameVerb) {
  return queryOptions({
    queryKey: ['findings', 'same', id, verb] as const,
    queryFn: ({ signal }) => getJson<SamePlaces>(`/api/findings/${id}/same?verb=${verb}`, signal),
    staleTime: 0,
  });
}

export function rawQuery(id: number, sourceId: string) {
  return queryOptions({
    queryKey: [...findingKeys.details, id, 'raw', sourceId] as const,
    queryFn: ({ signal }) => getJson<{ raw: string }>(`/api/findings/${id}/raw?source=${sourceId}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function peopleQuery(productIds: readonly string[]) {
  const products = [...new Set(productIds)].sort().join(',');
  return queryOptions({
    queryKey: ['findings', 'people', products] as const,
    queryFn: ({ signal }) => getJson<{ people: PersonRef[] }>(`/api/findings/people?products=${products}`, signal),
  });
}

/** Who can be mentioned at findings of the product. */
export function mentionableQuery(productId: string) {
  return queryOptions({
    queryKey: ['findings', 'people', 'mention', productId] as const,
    queryFn: ({ signal }) =>
      getJson<{ people: PersonRef[] }>(`/api/findings/people?products=${productId}&for=mention`, signal),
    staleTime: 300_000,
  });
}

export function viewsQuery(noun: ViewNoun = 'finding') {
  return queryOptions({
    queryKey: [...findingKeys.views, noun] as const,
    queryFn: ({ signal }) => getJson<{ views: SavedViewItem[] }>(`/api/findings/views?noun=${noun}`, signal),
  });
}

const SOON_MS = 1_000;

export function isUnderWay({ state }: Pick<BulkJobView, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** One's own bulk jobs, newest first; asked every second while one of them runs. */
export function bulkJobsQuery() {
  return queryOptions({
    queryKey: findingKeys.jobs,
    queryFn: ({ signal }) => getJson<{ jobs: BulkJobView[] }>('/api/findings/jobs', signal),
    refetchInterval: ({ state: { data } }) => (data?.jobs.some(isUnderWay) ? SOON_MS : false),
    staleTime: SOON_MS,
  });
}
