import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { EventWorkspace } from '@/components/events/workspace';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { loadScopeChoices } from '@/lib/assets/loaders';
import { loadEvents, loadSenders } from '@/lib/events/loaders';
import { eventsQuery, sendersQuery } from '@/lib/events/queries';
import { loadEventAddress } from '@/lib/events/search-params';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('events'))('title') };
}

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function EventsPage({ searchParams }: Props) {
  const ctx = await pageCtx();
  const t = await getTranslations('events');
  if (!scopeOf(ctx, 'event:read')) return <EmptyState heading="h1" title={t('noAccess')} />;
  const address = await loadEventAddress(searchParams);
  const client = new QueryClient();
  const [{ products }] = await Promise.all([
    loadScopeChoices(),
    address.view === 'senders'
      ? client.prefetchQuery({ ...sendersQuery(address), queryFn: () => loadSenders(address) })
      : client.prefetchInfiniteQuery({ ...eventsQuery(address), queryFn: () => loadEvents(address) }),
  ]);
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <HydrationBoundary state={dehydrate(client)}>
        <EventWorkspace products={products} />
      </HydrationBoundary>
    </>
  );
}
