import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { SuppressionWorkspace } from '@/components/alerts/suppressions/workspace';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { loadSuppressions } from '@/lib/alerts/loaders';
import { suppressionsQuery } from '@/lib/alerts/queries';
import { loadSuppressionAddress } from '@/lib/alerts/search-params';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('alerts'))('suppressions.title') };
}

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function SuppressionsPage({ searchParams }: Props) {
  const ctx = await pageCtx();
  const t = await getTranslations('alerts');
  if (!scopeOf(ctx, 'alert:read')) return <EmptyState heading="h1" title={t('noAccess')} />;
  const address = await loadSuppressionAddress(searchParams);
  const client = new QueryClient();
  client.setQueryData(suppressionsQuery(address).queryKey, await loadSuppressions(address));
  return (
    <>
      <LinkButton variant="ghost" size="sm" href="/alerts" className="-ml-2 mb-2">
        <ArrowLeft aria-hidden />
        {t('suppressions.back')}
      </LinkButton>
      <PageHeader title={t('suppressions.title')} lead={t('suppressions.lead')} />
      <HydrationBoundary state={dehydrate(client)}>
        <SuppressionWorkspace />
      </HydrationBoundary>
    </>
  );
}
