import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getJson } from '@/lib/core/ask';
import { findingKeys } from '@/lib/findings/keys';
import type { QueueCounts } from '@/lib/inbox/data';
import { inboxHref, type Narrowed } from '@/lib/inbox/queues';

const EVERY_MS = 60_000;

/** Under the key of facets: what a verb changes there, it changes here. */
export function queueCountsQuery({ team, product }: Narrowed) {
  const { search } = new URL(inboxHref({ team: [...team], product: [...product] }), 'http://inbox');
  return queryOptions({
    queryKey: [...findingKeys.facets, 'inbox', search] as const,
    queryFn: ({ signal }) => getJson<QueueCounts>(`/api/inbox/counts${search}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  });
}
