import { queryOptions } from '@tanstack/react-query';
import { getJson } from '@/lib/core/ask';
import type { Calls } from '@/lib/escalation/data/calls';
import type { ChainPreview } from '@/lib/escalation/data/preview';
import { incidentKeys } from '@/lib/incidents/keys';

const CALLS = 'calls';

/** Whom an incident has told, and what comes next. */
export function callsQuery(number: number) {
  return queryOptions({
    queryKey: [...incidentKeys.of(number), CALLS] as const,
    queryFn: ({ signal }) => getJson<Calls>(`/api/incidents/${number}/deliveries`, signal),
  });
}

/** What an incident of a product and priority would do now. Never kept: who is on call changes by the minute. */
export function previewQuery(productId: string, priority: string) {
  return queryOptions({
    queryKey: ['escalation', 'preview', productId, priority] as const,
    queryFn: ({ signal }) =>
      getJson<ChainPreview>(`/api/escalation/preview?${new URLSearchParams({ productId, priority })}`, signal),
    staleTime: 0,
    enabled: productId !== '',
  });
}
