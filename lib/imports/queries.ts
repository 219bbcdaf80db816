import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { atCursor, getJson } from '@/lib/core/ask';
import { type ImportParams, importsAddress } from '@/lib/imports/search-params';
import { type ImportDetail, type ImportPage, type ImportStateName, isUnderWay } from '@/lib/imports/types';

const SOON_MS = 1_000;

export const importKeys = { all: ['imports'] as const, lists: ['imports', 'list'] as const };

/**
 * In how many milliseconds to ask again. Each question keeps the session alive, so a page on which nothing moves asks
 * none: what others send shows when its window is looked at again.
 */
export function askAgainIn(rows: readonly { readonly state: ImportStateName }[]): number | false {
  return rows.some((row) => isUnderWay(row.state)) ? SOON_MS : false;
}

/** Asked every second while something runs. */
export function importsQuery(params: ImportParams) {
  const address = importsAddress('/api/imports', params);
  return infiniteQueryOptions({
    queryKey: [...importKeys.lists, address] as const,
    queryFn: ({ pageParam, signal }) => getJson<ImportPage>(atCursor(address, pageParam), signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => askAgainIn(state.data?.pages.flatMap((page) => page.rows) ?? []),
    refetchOnWindowFocus: 'always',
  });
}

export function importQuery(id: string) {
  return queryOptions({
    queryKey: [...importKeys.all, 'one', id] as const,
    queryFn: ({ signal }) => getJson<ImportDetail>(`/api/imports/${id}`, signal),
    refetchInterval: ({ state: { data } }) => (data ? askAgainIn([data, ...data.entries]) : false),
  });
}
