import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { AlertWorkspace } from '@/components/alerts/list/workspace';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { loadAlertCounts, loadAlertFrame, loadAlerts } from '@/lib/alerts/loaders';
import { alertCountsQuery, alertsQuery } from '@/lib/alerts/queries';
import { loadAlertAddress } from '@/lib/alerts/search-params';
import { env } from '@/lib/core/env';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('alerts'))('title') };
}

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function AlertsPage({ searchParams }: Props) {
  const ctx = await pageCtx();
  const t = await getTranslations('alerts');
  if (!scopeOf(ctx, 'alert:read')) return <EmptyState heading="h1" title={t('noAccess')} />;
  const address = await loadAlertAddress(searchParams);
  const client = new QueryClient();
  const [{ choices, suppressions, mayTriage, mayDeclare }, counts] = await Promise.all([
    loadAlertFrame(),
    loadAlertCounts(address),
    client.prefetchInfiniteQuery({ ...alertsQuery(address), queryFn: () => loadAlerts(address) }),
  ]);
  client.setQueryData(alertCountsQuery(address).queryKey, counts);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead', { ...counts })}
        actions={
          <LinkButton href="/alerts/suppressions" prefetch={false}>
            {t('suppressionsLink', { count: suppressions })}
          </LinkButton>
        }
      />
      <HydrationBoundary state={dehydrate(client)}>
        <AlertWorkspace
          choices={choices}
          mayTriage={mayTriage}
          mayDeclare={mayDeclare}
          endpoint={`${env().NEXTAUTH_URL}/api/v1/events/falco`}
        />
      </HydrationBoundary>
    </>
  );
}
