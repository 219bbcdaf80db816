import { queryOptions } from '@tanstack/react-query';
import { RequestError } from '@/lib/core/request-error';
import type { NoticePage } from '@/lib/notices/types';

const EVERY_MS = 60_000;

/** The newest notices, for the bell: asked again each minute and whenever the window is looked at. */
export function noticesQuery() {
  return queryOptions({
    queryKey: ['notices'] as const,
    queryFn: async ({ signal }): Promise<NoticePage> => {
      const response = await fetch('/api/notices', { signal, headers: { accept: 'application/json' } });
      if (response.ok) return response.json();
      throw await RequestError.of(response);
    },
    refetchInterval: EVERY_MS,
  });
}
