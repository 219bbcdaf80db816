import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { RequestError } from '@/lib/core/request-error';
import { type EngagementAddress, engagementsHref } from '@/lib/engagements/search-params';
import type { TakenTable } from '@/lib/engagements/table-problem';
import type { EngagementDetail, EngagementPage, ProductTests } from '@/lib/engagements/types';

async function answer<T>(response: Response): Promise<T> {
  if (response.ok) return response.json();
  throw await RequestError.of(response);
}

const get = async <T>(path: string, signal: AbortSignal): Promise<T> =>
  answer<T>(await fetch(path, { signal, headers: { accept: 'application/json' } }));

export const engagementKeys = { all: ['engagements'] as const };

export function engagementsQuery(address: EngagementAddress) {
  const path = engagementsHref('/api/engagements', { ...address, view: null });
  const join = path.includes('?') ? '&' : '?';
  return infiniteQueryOptions({
    queryKey: [...engagementKeys.all, 'list', path] as const,
    queryFn: ({ pageParam, signal }) =>
      get<EngagementPage>(pageParam ? `${path}${join}cursor=${pageParam}` : path, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function lastTestsQuery({ product, team }: Pick<EngagementAddress, 'product' | 'team'>) {
  const path = engagementsHref('/api/engagements/products', { product, team });
  return queryOptions({
    queryKey: [...engagementKeys.all, 'products', path] as const,
    queryFn: ({ signal }) => get<readonly ProductTests[]>(path, signal),
    placeholderData: keepPreviousData,
  });
}

/** While findings are on their way it looks again. */
const AGAIN_MS = 1_000;

export function engagementQuery(number: number) {
  return queryOptions({
    queryKey: [...engagementKeys.all, 'one', number] as const,
    queryFn: ({ signal }) => get<EngagementDetail>(`/api/engagements/${number}`, signal),
    refetchInterval: ({ state }) =>
      state.data?.entries.some((entry) => entry.state === 'under_way') ? AGAIN_MS : false,
  });
}

async function post<T>(path: string, file: File): Promise<T> {
  const headers = { 'content-type': 'application/octet-stream' };
  const response = await fetch(path, { method: 'POST', headers, body: file }).catch(() => null);
  if (!response) throw new RequestError('unavailable', '');
  return answer<T>(response);
}

/** Adds a report file. @throws RequestError */
export function sendFile(number: number, file: File): Promise<{ readonly id: string }> {
  return post(`/api/engagements/${number}/files?name=${encodeURIComponent(file.name)}`, file);
}

/** Sends a table of findings. @throws RequestError */
export function sendTable(number: number, file: File): Promise<TakenTable> {
  return post(`/api/engagements/${number}/table`, file);
}
