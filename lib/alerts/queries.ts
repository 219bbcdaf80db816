import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  type AlertAddress,
  alertsHref,
  type SuppressionAddress,
  suppressionsHref,
  USUAL_STATES,
} from '@/lib/alerts/search-params';
import {
  ALERT_STATES,
  type AlertCounts,
  type AlertDetail,
  type AlertPage,
  type SuppressionRow,
} from '@/lib/alerts/types';
import { atCursor, getJson } from '@/lib/core/ask';

/** Alerts come while somebody looks: so often the page looks again, as long as it is seen. */
const AGAIN_MS = 10_000;

export const alertKeys = { all: ['alerts'] as const };

export function alertsQuery(address: AlertAddress) {
  const path = alertsHref('/api/alerts', address);
  return infiniteQueryOptions({
    queryKey: [...alertKeys.all, 'list', path] as const,
    queryFn: ({ pageParam, signal }) => getJson<AlertPage>(atCursor(path, pageParam), signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
  });
}

export function alertCountsQuery(address: AlertAddress) {
  const path = alertsHref('/api/alerts/counts', { ...address, state: null, sort: null });
  return queryOptions({
    queryKey: [...alertKeys.all, 'counts', path] as const,
    queryFn: ({ signal }) => getJson<AlertCounts>(path, signal),
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
  });
}

export function alertQuery(number: number) {
  return queryOptions({
    queryKey: [...alertKeys.all, 'one', number] as const,
    queryFn: ({ signal }) => getJson<AlertDetail>(`/api/alerts/${number}`, signal),
    refetchInterval: AGAIN_MS,
  });
}

/** What an alert of a product can be merged into. */
export function mergeTargetsQuery(productSlug: string) {
  const path = alertsHref('/api/alerts', { product: [productSlug], state: [...USUAL_STATES], sort: 'last.desc' });
  return queryOptions({
    queryKey: [...alertKeys.all, 'targets', path] as const,
    queryFn: ({ signal }) => getJson<AlertPage>(path, signal),
  });
}

/** Alerts of a product in whatever state, the newest first: what an incident of it could gather. */
export function attachableAlertsQuery(productSlug: string, q: string) {
  const path = alertsHref('/api/alerts', { product: [productSlug], state: [...ALERT_STATES], q, sort: 'last.desc' });
  return infiniteQueryOptions({
    queryKey: [...alertKeys.all, 'attachable', path] as const,
    queryFn: ({ pageParam, signal }) => getJson<AlertPage>(atCursor(path, pageParam), signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function suppressionsQuery(address: SuppressionAddress) {
  const path = suppressionsHref('/api/alerts/suppressions', address);
  return queryOptions({
    queryKey: [...alertKeys.all, 'suppressions', path] as const,
    queryFn: ({ signal }) => getJson<readonly SuppressionRow[]>(path, signal),
    placeholderData: keepPreviousData,
  });
}
