import { queryOptions } from '@tanstack/react-query';
import { getJson } from '@/lib/core/ask';
import { incidentKeys } from '@/lib/incidents/keys';
import type { ReviewDetail } from '@/lib/reviews/types';

export function reviewQuery(number: number) {
  return queryOptions({
    queryKey: [...incidentKeys.of(number), 'review'] as const,
    queryFn: ({ signal }) => getJson<ReviewDetail>(`/api/incidents/${number}/review`, signal),
  });
}
