import { queryOptions } from '@tanstack/react-query';
import { getJson } from '@/lib/core/ask';
import type { NoticePage } from '@/lib/notices/types';

const EVERY_MS = 60_000;

/** The newest notices, for the bell: asked again each minute and whenever the window is looked at. */
export function noticesQuery() {
  return queryOptions({
    queryKey: ['notices'] as const,
    queryFn: ({ signal }) => getJson<NoticePage>('/api/notices', signal),
    refetchInterval: EVERY_MS,
  });
}
