import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { ExportRegister } from '@/components/acceptances/export-register';
import { RegisterWorkspace } from '@/components/acceptances/workspace';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { loadAcceptances, loadRegisterFrame } from '@/lib/acceptances/loaders';
import { acceptancesQuery } from '@/lib/acceptances/queries';
import { loadAcceptanceAddress } from '@/lib/acceptances/search-params';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('acceptances'))('title') };
}

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function AcceptancesPage({ searchParams }: Props) {
  const ctx = await pageCtx();
  const t = await getTranslations('acceptances');
  if (!scopeOf(ctx, 'finding:read')) return <EmptyState heading="h1" title={t('noAccess')} />;
  const address = await loadAcceptanceAddress(searchParams);
  const client = new QueryClient();
  const [frame] = await Promise.all([
    loadRegisterFrame(),
    client.prefetchInfiniteQuery({ ...acceptancesQuery(address), queryFn: () => loadAcceptances(address) }),
  ]);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={frame.decides ? t('waiting', { count: frame.toDecide }) : t('lead')}
        actions={frame.products.length > 0 && <ExportRegister />}
      />
      <HydrationBoundary state={dehydrate(client)}>
        <RegisterWorkspace products={frame.products} decides={frame.decides} />
      </HydrationBoundary>
    </>
  );
}
