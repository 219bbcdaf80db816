import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { atCursor, getJson, postFile } from '@/lib/core/ask';
import type { PersonRef } from '@/lib/findings/types';
import type { Change } from '@/lib/tls/changes';
import { type EndpointAddress, endpointsHref } from '@/lib/tls/search-params';
import type { Suggested } from '@/lib/tls/suggest';
import type { TakenTable } from '@/lib/tls/table';
import type { EndpointDetail, EndpointPage, ExpiryItem } from '@/lib/tls/types';

export const tlsKeys = { all: ['tls'] as const };

/** While a scan runs it looks again. */
const AGAIN_MS = 700;

export function endpointsQuery(address: EndpointAddress) {
  const path = endpointsHref('/api/tls', { ...address, view: null, saved: null });
  return infiniteQueryOptions({
    queryKey: [...tlsKeys.all, 'list', path] as const,
    queryFn: ({ pageParam, signal }) => getJson<EndpointPage>(atCursor(path, pageParam), signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ rows }) => rows.some(({ active }) => active !== null)) ? AGAIN_MS : false,
  });
}

export function expiriesQuery(address: EndpointAddress) {
  const path = endpointsHref('/api/tls/expiries', { ...address, view: null, saved: null, sort: null });
  return queryOptions({
    queryKey: [...tlsKeys.all, 'expiries', path] as const,
    queryFn: ({ signal }) => getJson<readonly ExpiryItem[]>(path, signal),
    placeholderData: keepPreviousData,
  });
}

export function endpointQuery(id: string) {
  return queryOptions({
    queryKey: [...tlsKeys.all, 'one', id] as const,
    queryFn: ({ signal }) => getJson<EndpointDetail>(`/api/tls/${id}`, signal),
    refetchInterval: ({ state }) => (state.data?.active ? AGAIN_MS : false),
  });
}

type Compared = { readonly changes: readonly Change[]; readonly suiteNames: Readonly<Record<string, string>> };

export function compareQuery(id: string, from: string, to: string) {
  return queryOptions({
    queryKey: [...tlsKeys.all, 'compare', id, from, to] as const,
    queryFn: ({ signal }) => getJson<Compared>(`/api/tls/${id}/compare?from=${from}&to=${to}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Who can own an endpoint of the product. */
export function ownersQuery(productId: string) {
  return queryOptions({
    queryKey: [...tlsKeys.all, 'owners', productId] as const,
    queryFn: ({ signal }) =>
      getJson<{ readonly people: readonly PersonRef[] }>(`/api/tls/owners?product=${productId}`, signal),
  });
}

/** TLS services that findings of the product name and nobody watches. */
export function suggestedQuery(productId: string) {
  return queryOptions({
    queryKey: [...tlsKeys.all, 'suggested', productId] as const,
    queryFn: ({ signal }) =>
      getJson<{ readonly places: readonly Suggested[] }>(`/api/tls/suggested?product=${productId}`, signal),
  });
}

/** Sends a table of endpoints. @throws RequestError */
export function sendTable(productId: string, file: File): Promise<TakenTable> {
  return postFile(`/api/tls/table?product=${productId}`, file);
}

/** Sends another tool's report of the endpoint. @throws RequestError */
export function sendOpinion(id: string, file: File): Promise<{ readonly count: number }> {
  return postFile(`/api/tls/${id}/opinions?name=${encodeURIComponent(file.name)}`, file);
}
