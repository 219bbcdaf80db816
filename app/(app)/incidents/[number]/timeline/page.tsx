import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { TimelineWorkspace } from '@/components/timeline/workspace';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { requireIncidentNumber } from '@/lib/incidents/schema';
import { loadTimeline } from '@/lib/timeline/loaders';
import { timelineQuery } from '@/lib/timeline/queries';
import { loadTimelineAddress } from '@/lib/timeline/search-params';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('incidents.tabs'))('timeline') };
}

type Props = { readonly params: Promise<{ readonly number: string }>; readonly searchParams: Promise<SearchParams> };

/** The layout above has found the incident, or said that there is none. */
export default async function TimelinePage({ params, searchParams }: Props) {
  if (!scopeOf(await pageCtx(), 'incident:read')) notFound();
  const number = requireIncidentNumber((await params).number);
  const address = await loadTimelineAddress(searchParams);
  const client = new QueryClient();
  await client.prefetchQuery({ ...timelineQuery(number, address), queryFn: () => loadTimeline(number, address) });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <TimelineWorkspace number={number} />
    </HydrationBoundary>
  );
}
