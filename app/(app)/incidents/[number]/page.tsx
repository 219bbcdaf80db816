import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Deliveries } from '@/components/escalation/calls/deliveries';
import { IncidentRoom } from '@/components/incidents/room/room';
import { pageCtx } from '@/lib/access/guard';
import { readCalls } from '@/lib/escalation/data/calls';
import { callsQuery } from '@/lib/escalation/queries';
import { loadFeed, loadUpdates } from '@/lib/incidents/room/loaders';
import { feedOf, feedQuery, updatesQuery } from '@/lib/incidents/room/queries';
import { requireIncidentNumber } from '@/lib/incidents/schema';

type Props = { readonly params: Promise<{ readonly number: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('incidents'))('title') };
}

/** The layout has shown by then that the incident is there and in reach. */
export default async function Page({ params }: Props) {
  const ctx = await pageCtx();
  const number = requireIncidentNumber((await params).number);
  const [feed, updates, calls] = await Promise.all([
    loadFeed(number, { only: 'all' }),
    loadUpdates(number),
    readCalls(ctx, number),
  ]);
  const client = new QueryClient();
  client.setQueryData(feedQuery(number, 'all').queryKey, feedOf(feed));
  client.setQueryData(updatesQuery(number).queryKey, updates);
  client.setQueryData(callsQuery(number).queryKey, calls);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <IncidentRoom number={number} personId={ctx.actor.id} />
      <Deliveries number={number} />
    </HydrationBoundary>
  );
}
