import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { RequestError } from '@/lib/core/request-error';
import { findingKeys } from '@/lib/findings/keys';
import type { QueueCounts } from '@/lib/inbox/data';
import { inboxHref, type Narrowed } from '@/lib/inbox/queues';

const EVERY_MS = 60_000;

/** Under the key of facets: what a verb changes there, it changes here. */
export function queueCountsQuery({ team, product }: Narrowed) {
  const { search } = new URL(inboxHref({ team: [...team], product: [...product] }), 'http://inbox');
  return queryOptions({
    queryKey: [...findingKeys.facets, 'inbox', search] as const,
    queryFn: async ({ signal }): Promise<QueueCounts> => {
      const response = await fetch(`/api/inbox/counts${search}`, { signal, headers: { accept: 'application/json' } });
      if (response.ok) return response.json();
      throw await RequestError.of(response);
    },
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  });
}
