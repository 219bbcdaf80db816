import { queryOptions } from '@tanstack/react-query';
import { getJson } from '@/lib/core/ask';
import type { DutiesDetail } from '@/lib/duties/types';
import { incidentKeys } from '@/lib/incidents/keys';

export function dutiesQuery(number: number) {
  return queryOptions({
    queryKey: [...incidentKeys.of(number), 'duties'] as const,
    queryFn: ({ signal }) => getJson<DutiesDetail>(`/api/incidents/${number}/duties`, signal),
  });
}
