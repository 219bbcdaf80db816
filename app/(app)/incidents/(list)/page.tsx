import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { IncidentWorkspace } from '@/components/incidents/list/workspace';
import { DeclareButton } from '@/components/incidents/verbs/declare-button';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { loadIncidentCounts, loadIncidentFrame, loadIncidents } from '@/lib/incidents/loaders';
import { incidentCountsQuery, incidentsQuery } from '@/lib/incidents/queries';
import { loadIncidentAddress } from '@/lib/incidents/search-params';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('incidents'))('title') };
}

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function IncidentsPage({ searchParams }: Props) {
  const ctx = await pageCtx();
  const [t, followed] = await Promise.all([getTranslations('incidents'), getTranslations('reviews.followed')]);
  if (!scopeOf(ctx, 'incident:read')) return <EmptyState heading="h1" title={t('noAccess')} />;
  const address = await loadIncidentAddress(searchParams);
  const client = new QueryClient();
  const [{ products, any, mayWrite }, counts] = await Promise.all([
    loadIncidentFrame(),
    loadIncidentCounts(address),
    client.prefetchInfiniteQuery({ ...incidentsQuery(address), queryFn: () => loadIncidents(address) }),
  ]);
  client.setQueryData(incidentCountsQuery(address).queryKey, counts);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead', { open: counts.open })}
        actions={
          <>
            <LinkButton href="/incidents/actions">{followed('link')}</LinkButton>
            <LinkButton href="/incidents/figures">{t('figures')}</LinkButton>
            {mayWrite && <DeclareButton />}
          </>
        }
      />
      <HydrationBoundary state={dehydrate(client)}>
        <IncidentWorkspace products={products} any={any} />
      </HydrationBoundary>
    </>
  );
}
