import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { atCursor, getJson, postFile } from '@/lib/core/ask';
import { type EngagementAddress, engagementsHref } from '@/lib/engagements/search-params';
import type { TakenTable } from '@/lib/engagements/table-problem';
import type { EngagementDetail, EngagementPage, ProductTests } from '@/lib/engagements/types';

export const engagementKeys = { all: ['engagements'] as const };

export function engagementsQuery(address: EngagementAddress) {
  const path = engagementsHref('/api/engagements', { ...address, view: null });
  return infiniteQueryOptions({
    queryKey: [...engagementKeys.all, 'list', path] as const,
    queryFn: ({ pageParam, signal }) => getJson<EngagementPage>(atCursor(path, pageParam), signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function lastTestsQuery({ product, team }: Pick<EngagementAddress, 'product' | 'team'>) {
  const path = engagementsHref('/api/engagements/products', { product, team });
  return queryOptions({
    queryKey: [...engagementKeys.all, 'products', path] as const,
    queryFn: ({ signal }) => getJson<readonly ProductTests[]>(path, signal),
    placeholderData: keepPreviousData,
  });
}

/** While findings are on their way it looks again. */
const AGAIN_MS = 1_000;

export function engagementQuery(number: number) {
  return queryOptions({
    queryKey: [...engagementKeys.all, 'one', number] as const,
    queryFn: ({ signal }) => getJson<EngagementDetail>(`/api/engagements/${number}`, signal),
    refetchInterval: ({ state }) =>
      state.data?.entries.some((entry) => entry.state === 'under_way') ? AGAIN_MS : false,
  });
}

/** Adds a report file. @throws RequestError */
export function sendFile(number: number, file: File): Promise<{ readonly id: string }> {
  return postFile(`/api/engagements/${number}/files?name=${encodeURIComponent(file.name)}`, file);
}

/** Sends a table of findings. @throws RequestError */
export function sendTable(number: number, file: File): Promise<TakenTable> {
  return postFile(`/api/engagements/${number}/table`, file);
}
