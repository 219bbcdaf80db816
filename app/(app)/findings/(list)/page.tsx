import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { FirstStep } from '@/components/assets/first-step';
import { NoAccess } from '@/components/findings/no-access';
import { FindingsWorkspace } from '@/components/findings/workspace';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { loadFirstStep } from '@/lib/assets/loaders';
import { loadFacets, loadFinding, loadFindings, loadRights, loadViews } from '@/lib/findings/loaders';
import { facetsQuery, findingQuery, findingsQuery, viewsQuery } from '@/lib/findings/queries';
import { loadFindingsAddress } from '@/lib/findings/search-params';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('findings');
  return { title: t('title') };
}

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function FindingsPage({ searchParams }: Props) {
  const ctx = await pageCtx();
  if (!scopeOf(ctx, 'finding:read')) return <NoAccess />;
  const { sort, open, view: _, ...filter } = await loadFindingsAddress(searchParams);
  const client = new QueryClient();
  await Promise.all([
    client.prefetchInfiniteQuery({ ...findingsQuery(filter, sort), queryFn: () => loadFindings(filter, sort) }),
    client.prefetchQuery({ ...facetsQuery(filter), queryFn: () => loadFacets(filter) }),
    client.prefetchQuery({ ...viewsQuery(), queryFn: async () => ({ views: await loadViews() }) }),
    ...(open === null ? [] : [client.prefetchQuery({ ...findingQuery(open), queryFn: () => loadFinding(open) })]),
  ]);
  const t = await getTranslations('findings');
  const { id, name } = ctx.actor;
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <FindingsWorkspace
        rights={await loadRights()}
        me={{ id, name }}
        firstUse={<FirstStep step={await loadFirstStep()} title={t('empty.first')} />}
      />
    </HydrationBoundary>
  );
}
