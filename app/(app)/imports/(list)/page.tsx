import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { FirstStep } from '@/components/assets/first-step';
import { ImportsWorkspace } from '@/components/imports/workspace';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { loadFirstStep } from '@/lib/assets/loaders';
import { loadImportChoices, loadImportFilters, loadImports } from '@/lib/imports/loaders';
import { importsQuery } from '@/lib/imports/queries';
import { loadImportParams } from '@/lib/imports/search-params';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('imports');
  return { title: t('title') };
}

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function ImportsPage({ searchParams }: Props) {
  const ctx = await pageCtx();
  const t = await getTranslations('imports');
  if (!scopeOf(ctx, 'import:read')) return <EmptyState heading="h1" title={t('noAccess')} />;
  const params = await loadImportParams(searchParams);
  const client = new QueryClient();
  await client.prefetchInfiniteQuery({ ...importsQuery(params), queryFn: () => loadImports(params) });
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={<LinkButton href="/imports/how">{t('fromPipeline')}</LinkButton>}
      />
      <HydrationBoundary state={dehydrate(client)}>
        <ImportsWorkspace
          choices={await loadImportChoices()}
          filters={await loadImportFilters()}
          firstUse={<FirstStep step={await loadFirstStep()} title={t('none')} />}
        />
      </HydrationBoundary>
    </>
  );
}
