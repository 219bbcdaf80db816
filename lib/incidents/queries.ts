import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { atCursor, getJson } from '@/lib/core/ask';
import type { PersonRef } from '@/lib/incidents/data/people';
import { incidentKeys } from '@/lib/incidents/keys';
import type { DeclareChoices } from '@/lib/incidents/loaders';
import { ALL_OPEN, type IncidentAddress, incidentsHref } from '@/lib/incidents/search-params';
import type { IncidentCounts, IncidentDetail, IncidentPage } from '@/lib/incidents/view-types';

/** Others work on incidents while somebody looks: so often a page looks again, as long as it is seen. */
const AGAIN_MS = 10_000;

export function incidentsQuery(address: IncidentAddress) {
  const path = incidentsHref('/api/incidents', address);
  return infiniteQueryOptions({
    queryKey: [...incidentKeys.all, 'list', path] as const,
    queryFn: ({ pageParam, signal }) => getJson<IncidentPage>(atCursor(path, pageParam), signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
  });
}

export function incidentCountsQuery(address: IncidentAddress) {
  const path = incidentsHref('/api/incidents/counts', { ...address, state: null });
  return queryOptions({
    queryKey: [...incidentKeys.all, 'counts', path] as const,
    queryFn: ({ signal }) => getJson<IncidentCounts>(path, signal),
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
  });
}

export function incidentQuery(number: number) {
  return queryOptions({
    queryKey: [...incidentKeys.of(number), 'detail'] as const,
    queryFn: ({ signal }) => getJson<IncidentDetail>(`/api/incidents/${number}`, signal),
    refetchInterval: AGAIN_MS,
  });
}

/** Who can be given a part or a task. */
export function respondersQuery(number: number) {
  return queryOptions({
    queryKey: [...incidentKeys.of(number), 'people'] as const,
    queryFn: ({ signal }) => getJson<readonly PersonRef[]>(`/api/incidents/${number}/people`, signal),
  });
}

export function declareChoicesQuery() {
  return queryOptions({
    queryKey: [...incidentKeys.all, 'declare'] as const,
    queryFn: ({ signal }) => getJson<DeclareChoices>('/api/incidents/declare', signal),
  });
}

/** Incidents of a product that others can be merged into, and alerts added to. */
export function openIncidentsQuery(productSlug: string) {
  return incidentsQuery({ ...ALL_OPEN, product: [productSlug] });
}
