import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { PageHeader } from '@/components/layout/page-header';
import { AddEndpoint } from '@/components/tls/form/add-button';
import { AddSuggested } from '@/components/tls/form/suggested-button';
import { AddTable } from '@/components/tls/form/table-button';
import { EndpointViews } from '@/components/tls/list/endpoint-views';
import { ExportEndpoints } from '@/components/tls/list/export-endpoints';
import { EndpointWorkspace } from '@/components/tls/list/workspace';
import { EmptyState } from '@/components/ui/empty-state';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { loadEndpointFrame, loadEndpoints, loadExpiries } from '@/lib/tls/loaders';
import { endpointsQuery, expiriesQuery } from '@/lib/tls/queries';
import { loadEndpointAddress } from '@/lib/tls/search-params';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tls'))('title') };
}

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function TlsPage({ searchParams }: Props) {
  const ctx = await pageCtx();
  const t = await getTranslations('tls');
  if (!scopeOf(ctx, 'tls:read')) return <EmptyState heading="h1" title={t('noAccess')} />;
  const address = await loadEndpointAddress(searchParams);
  const client = new QueryClient();
  const [{ summary, products, writable, mayScan }] = await Promise.all([
    loadEndpointFrame(address),
    address.view === 'calendar'
      ? client.prefetchQuery({ ...expiriesQuery(address), queryFn: () => loadExpiries(address) })
      : client.prefetchInfiniteQuery({ ...endpointsQuery(address), queryFn: () => loadEndpoints(address) }),
  ]);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={summary.total === 0 ? t('leadEmpty') : t('lead', { ...summary })}
        actions={
          <>
            {products.length > 0 && <EndpointViews />}
            {products.length > 0 && <ExportEndpoints />}
            {writable.length > 0 && <AddSuggested products={writable} />}
            {writable.length > 0 && <AddTable products={writable} />}
            {writable.length > 0 && <AddEndpoint products={writable} />}
          </>
        }
      />
      <HydrationBoundary state={dehydrate(client)}>
        <EndpointWorkspace products={products} mayScan={mayScan} />
      </HydrationBoundary>
    </>
  );
}
