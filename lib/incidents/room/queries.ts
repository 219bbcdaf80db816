import { type InfiniteData, infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getJson } from '@/lib/core/ask';
import { incidentKeys } from '@/lib/incidents/keys';
import { type FeedFilter, isShown } from '@/lib/incidents/room/feed';
import type { EntryLine, EntryPage, PersonRef, UpdatesPage } from '@/lib/incidents/room/types';

const FEED = 'feed';
/** Page parameter of the newest lines; others are the number that a page ends before. */
const NEWEST = 0;

export type Feed = InfiniteData<EntryPage, number>;

/** The log, the newest page first: `fetchNextPage` reads earlier ones. */
export function feedQuery(number: number, only: FeedFilter) {
  return infiniteQueryOptions({
    queryKey: [...incidentKeys.of(number), FEED, only] as const,
    queryFn: ({ pageParam, signal }) => {
      const before = pageParam === NEWEST ? '' : `&before=${pageParam}`;
      return getJson<EntryPage>(`/api/incidents/${number}/entries?only=${only}${before}`, signal);
    },
    initialPageParam: NEWEST,
    getNextPageParam: ({ more, lines }) => (more ? lines[0]?.seq : undefined),
    placeholderData: keepPreviousData,
  });
}

/** A feed that a page was given by the server. */
export const feedOf = (page: EntryPage): Feed => ({ pages: [page], pageParams: [NEWEST] });

/** Whether a key is one of a feed, which the stream keeps fresh line by line. */
export const isFeedKey = (key: readonly unknown[]) => key[incidentKeys.of(0).length] === FEED;

/** A feed with the next line; null where lines before it are missing: it must be read anew. */
export function withLine(feed: Feed, only: FeedFilter, line: EntryLine): Feed | null {
  const [newest, ...earlier] = feed.pages;
  if (!newest || line.seq > newest.lastSeq + 1) return null;
  if (line.seq <= newest.lastSeq) return feed;
  const shown = isShown(only, { kind: line.kind, actorId: line.actor.id });
  const lines = shown ? [...newest.lines, line] : newest.lines;
  return { ...feed, pages: [{ ...newest, lines, lastSeq: line.seq }, ...earlier] };
}

/** Who can be mentioned. */
export function readersQuery(number: number) {
  return queryOptions({
    queryKey: [...incidentKeys.of(number), 'readers'] as const,
    queryFn: ({ signal }) => getJson<readonly PersonRef[]>(`/api/incidents/${number}/readers`, signal),
  });
}

export function updatesQuery(number: number) {
  return queryOptions({
    queryKey: [...incidentKeys.of(number), 'updates'] as const,
    queryFn: ({ signal }) => getJson<UpdatesPage>(`/api/incidents/${number}/updates`, signal),
  });
}
