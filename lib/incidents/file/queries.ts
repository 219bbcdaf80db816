import { queryOptions } from '@tanstack/react-query';
import { getJson } from '@/lib/core/ask';
import type { CaseTasks, CaseThings, EvidenceView, FindingLine, TechniqueName } from '@/lib/incidents/file/types';
import { incidentKeys } from '@/lib/incidents/keys';
import type { LinkedIncident } from '@/lib/incidents/view-types';

export function tasksQuery(number: number) {
  return queryOptions({
    queryKey: [...incidentKeys.of(number), 'tasks'] as const,
    queryFn: ({ signal }) => getJson<CaseTasks>(`/api/incidents/${number}/tasks`, signal),
  });
}

export function thingsQuery(number: number) {
  return queryOptions({
    queryKey: [...incidentKeys.of(number), 'things'] as const,
    queryFn: ({ signal }) => getJson<CaseThings>(`/api/incidents/${number}/file`, signal),
  });
}

/** Findings that could be linked, by number or words. */
export function findingsLikeQuery(text: string) {
  return queryOptions({
    queryKey: [...incidentKeys.all, 'findings-like', text] as const,
    queryFn: ({ signal }) =>
      getJson<readonly FindingLine[]>(`/api/incidents/findings?q=${encodeURIComponent(text)}`, signal),
    enabled: text !== '',
  });
}

export function techniquesQuery() {
  return queryOptions({
    queryKey: ['attack', 'techniques'] as const,
    queryFn: ({ signal }) => getJson<readonly TechniqueName[]>('/api/incidents/techniques', signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function evidenceQuery(number: number) {
  return queryOptions({
    queryKey: [...incidentKeys.of(number), 'evidence'] as const,
    queryFn: ({ signal }) => getJson<readonly EvidenceView[]>(`/api/incidents/${number}/evidence`, signal),
  });
}

/** The incidents that a finding has to do with. */
export function incidentsOfFindingQuery(id: number) {
  return queryOptions({
    queryKey: [...incidentKeys.all, 'of-finding', id] as const,
    queryFn: ({ signal }) => getJson<readonly LinkedIncident[]>(`/api/findings/${id}/incidents`, signal),
  });
}
