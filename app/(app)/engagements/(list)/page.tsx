import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { ExportTests } from '@/components/engagements/export-tests';
import { CreateEngagement } from '@/components/engagements/form/create-button';
import { EngagementWorkspace } from '@/components/engagements/workspace';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { loadEngagementFrame, loadEngagements, loadLastTests } from '@/lib/engagements/loaders';
import { engagementsQuery, lastTestsQuery } from '@/lib/engagements/queries';
import { engagementsHref, loadEngagementAddress } from '@/lib/engagements/search-params';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('engagements'))('title') };
}

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function EngagementsPage({ searchParams }: Props) {
  const ctx = await pageCtx();
  const t = await getTranslations('engagements');
  if (!scopeOf(ctx, 'finding:read')) return <EmptyState heading="h1" title={t('noAccess')} />;
  const address = await loadEngagementAddress(searchParams);
  const client = new QueryClient();
  const [{ products, writable }, tests] = await Promise.all([
    loadEngagementFrame(),
    loadLastTests(address),
    client.prefetchInfiniteQuery({ ...engagementsQuery(address), queryFn: () => loadEngagements(address) }),
  ]);
  client.setQueryData(lastTestsQuery(address).queryKey, tests);
  const missing = tests.filter(({ current }) => !current).length;
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={
          tests.length === 0 ? (
            t('leadEmpty')
          ) : (
            <Link href={engagementsHref('/engagements', { view: 'products' })} className="hover:underline">
              {t('lead', { missing, products: tests.length })}
            </Link>
          )
        }
        actions={
          <>
            {products.length > 0 && <ExportTests />}
            {writable.length > 0 && <CreateEngagement products={writable} />}
          </>
        }
      />
      <HydrationBoundary state={dehydrate(client)}>
        <EngagementWorkspace products={products} />
      </HydrationBoundary>
    </>
  );
}
