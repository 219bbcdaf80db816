import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Deliveries } from '@/components/escalation/deliveries';
import { IncidentRoom } from '@/components/incidents/room/room';
import { pageCtx } from '@/lib/access/guard';
import { loadDeliveries } from '@/lib/escalation/loaders';
import { loadFeed, loadUpdates } from '@/lib/incidents/room/loaders';
import { feedOf, feedQuery, updatesQuery } from '@/lib/incidents/room/queries';
import { requireIncidentNumber } from '@/lib/incidents/schema';

type Props = { readonly params: Promise<{ readonly number: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('incidents'))('title') };
}

/** The layout has shown by then that the incident is there and in reach. */
export default async function Page({ params }: Props) {
  const { actor } = await pageCtx();
  const number = requireIncidentNumber((await params).number);
  const [feed, updates, told] = await Promise.all([
    loadFeed(number, { only: 'all' }),
    loadUpdates(number),
    loadDeliveries(number),
  ]);
  const client = new QueryClient();
  client.setQueryData(feedQuery(number, 'all').queryKey, feedOf(feed));
  client.setQueryData(updatesQuery(number).queryKey, updates);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <IncidentRoom number={number} personId={actor.id} />
      {told && <Deliveries found={told} />}
    </HydrationBoundary>
  );
}
