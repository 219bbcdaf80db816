import { queryOptions } from '@tanstack/react-query';
import { getJson } from '@/lib/core/ask';
import type { CaseTasks } from '@/lib/incidents/file/types';
import { incidentKeys } from '@/lib/incidents/keys';

export function tasksQuery(number: number) {
  return queryOptions({
    queryKey: [...incidentKeys.of(number), 'tasks'] as const,
    queryFn: ({ signal }) => getJson<CaseTasks>(`/api/incidents/${number}/tasks`, signal),
  });
}
