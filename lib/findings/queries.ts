import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { RequestError } from '@/lib/core/request-error';
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

/** Reads one of our own handlers, whose answer has the type that its data function returns. */
async function get<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal, headers: { accept: 'application/json' } });
  if (response.ok) return response.json();
  throw await RequestError.of(response);
}

export function findingsQuery(filter: FindingFilter, sort: Order) {
  const address = serializeFindings('', { ...filter, sort });
  return infiniteQueryOptions({
    queryKey: [...findingKeys.lists, address] as const,
    queryFn: ({ pageParam, signal }) => get<FindingPage>(`/api/findings${withCursor(address, pageParam)}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

function withCursor(address: string, cursor: string): string {
  if (!cursor) return address;
  return `${address}${address.includes('?') ? '&' : '?'}cursor=${cursor}`;
}

export function facetsQuery(filter: FindingFilter) {
  const address = serializeFindings('', filter);
  return queryOptions({
    queryKey: [...findingKeys.facets, address] as const,
    queryFn: ({ signal }) => get<Facets>(`/api/findings/facets${address}`, signal),
    placeholderData: keepPreviousData,
  });
}

export function findingQuery(id: number) {
  return queryOptions({
    queryKey: [...findingKeys.details, id] as const,
    queryFn: ({ signal }) => get<FindingDetailView>(`/api/findings/${id}`, signal),
  });
}

export function sameQuery(id: number, verb: SameVerb) {
  return queryOptions({
    queryKey: ['findings', 'same', id, verb] as const,
    queryFn: ({ signal }) => get<SamePlaces>(`/api/findings/${id}/same?verb=${verb}`, signal),
    staleTime: 0,
  });
}

export function rawQuery(id: number, sourceId: string) {
  return queryOptions({
    queryKey: [...findingKeys.details, id, 'raw', sourceId] as const,
    queryFn: ({ signal }) => get<{ raw: string }>(`/api/findings/${id}/raw?source=${sourceId}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function peopleQuery(productIds: readonly string[]) {
  const products = [...new Set(productIds)].sort().join(',');
  return queryOptions({
    queryKey: ['findings', 'people', products] as const,
    queryFn: ({ signal }) => get<{ people: PersonRef[] }>(`/api/findings/people?products=${products}`, signal),
  });
}

/** Who can be mentioned at findings of the product. */
export function mentionableQuery(productId: string) {
  return queryOptions({
    queryKey: ['findings', 'people', 'mention', productId] as const,
    queryFn: ({ signal }) =>
      get<{ people: PersonRef[] }>(`/api/findings/people?products=${productId}&for=mention`, signal),
    staleTime: 300_000,
  });
}

export function viewsQuery(noun: ViewNoun = 'finding') {
  return queryOptions({
    queryKey: [...findingKeys.views, noun] as const,
    queryFn: ({ signal }) => get<{ views: SavedViewItem[] }>(`/api/findings/views?noun=${noun}`, signal),
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
    queryFn: ({ signal }) => get<{ jobs: BulkJobView[] }>('/api/findings/jobs', signal),
    refetchInterval: ({ state: { data } }) => (data?.jobs.some(isUnderWay) ? SOON_MS : false),
    staleTime: SOON_MS,
  });
}
