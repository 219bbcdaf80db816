import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type AcceptanceAddress, acceptancesHref } from '@/lib/acceptances/search-params';
import type { AcceptanceDetail, AcceptancePage, RequestPreview } from '@/lib/acceptances/types';
import { answerOf, atCursor, getJson, postFile } from '@/lib/core/ask';
import type { Selection } from '@/lib/findings/schema';

export const acceptanceKeys = { all: ['acceptances'] as const };

export function acceptancesQuery(address: AcceptanceAddress) {
  const path = acceptancesHref('/api/acceptances', address);
  return infiniteQueryOptions({
    queryKey: [...acceptanceKeys.all, 'list', path] as const,
    queryFn: ({ pageParam, signal }) => getJson<AcceptancePage>(atCursor(path, pageParam), signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function acceptanceQuery(id: string) {
  return queryOptions({
    queryKey: [...acceptanceKeys.all, 'one', id] as const,
    queryFn: ({ signal }) => getJson<AcceptanceDetail>(`/api/acceptances/${id}`, signal),
  });
}

export function previewQuery(selection: Selection) {
  return queryOptions({
    queryKey: [...acceptanceKeys.all, 'preview', selection] as const,
    queryFn: async ({ signal }) =>
      answerOf<RequestPreview>(
        await fetch('/api/acceptances/preview', {
          method: 'POST',
          signal,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ selection }),
        }),
      ),
    staleTime: 0,
    gcTime: 0,
  });
}

/** Adds a file. @throws RequestError */
export function sendEvidence(acceptanceId: string, file: File): Promise<{ readonly id: string }> {
  return postFile(`/api/acceptances/${acceptanceId}/evidence?name=${encodeURIComponent(file.name)}`, file);
}
