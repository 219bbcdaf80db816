import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { UpdatesPage } from '@/components/incidents/room/updates-page';
import { loadIncident } from '@/lib/incidents/loaders';
import { loadUpdates } from '@/lib/incidents/room/loaders';
import { updatesQuery } from '@/lib/incidents/room/queries';
import { requireIncidentNumber } from '@/lib/incidents/schema';

type Props = { readonly params: Promise<{ readonly number: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('incidentRoom.updates'))('title') };
}

export default async function Page({ params }: Props) {
  const number = requireIncidentNumber((await params).number);
  const { id } = await loadIncident(number);
  const client = new QueryClient();
  client.setQueryData(updatesQuery(number).queryKey, await loadUpdates(number));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <UpdatesPage id={id} number={number} />
    </HydrationBoundary>
  );
}
