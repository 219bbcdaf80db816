import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type AcceptanceAddress, acceptancesHref } from '@/lib/acceptances/search-params';
import type { AcceptanceDetail, AcceptancePage, RequestPreview } from '@/lib/acceptances/types';
import { RequestError } from '@/lib/core/request-error';
import type { Selection } from '@/lib/findings/schema';

async function answer<T>(response: Response): Promise<T> {
  if (response.ok) return response.json();
  throw await RequestError.of(response);
}

const get = async <T>(path: string, signal: AbortSignal): Promise<T> =>
  answer<T>(await fetch(path, { signal, headers: { accept: 'application/json' } }));

export const acceptanceKeys = { all: ['acceptances'] as const };

export function acceptancesQuery(address: AcceptanceAddress) {
  const path = acceptancesHref('/api/acceptances', address);
  const join = path.includes('?') ? '&' : '?';
  return infiniteQueryOptions({
    queryKey: [...acceptanceKeys.all, 'list', path] as const,
    queryFn: ({ pageParam, signal }) =>
      get<AcceptancePage>(pageParam ? `${path}${join}cursor=${pageParam}` : path, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function acceptanceQuery(id: string) {
  return queryOptions({
    queryKey: [...acceptanceKeys.all, 'one', id] as const,
    queryFn: ({ signal }) => get<AcceptanceDetail>(`/api/acceptances/${id}`, signal),
  });
}

export function previewQuery(selection: Selection) {
  return queryOptions({
    queryKey: [...acceptanceKeys.all, 'preview', selection] as const,
    queryFn: async ({ signal }) =>
      answer<RequestPreview>(
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
export async function sendEvidence(acceptanceId: string, file: File): Promise<void> {
  const path = `/api/acceptances/${acceptanceId}/evidence?name=${encodeURIComponent(file.name)}`;
  const headers = { 'content-type': 'application/octet-stream' };
  const response = await fetch(path, { method: 'POST', headers, body: file }).catch(() => null);
  if (!response) throw new RequestError('unavailable', '');
  if (!response.ok) throw await RequestError.of(response);
}
