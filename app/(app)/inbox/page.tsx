import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { NoAccess } from '@/components/findings/no-access';
import { InboxWorkspace } from '@/components/inbox/workspace';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { loadFinding, loadFindings, loadRights } from '@/lib/findings/loaders';
import { findingQuery, findingsQuery } from '@/lib/findings/queries';
import { loadQueueCounts } from '@/lib/inbox/loaders';
import { queueCountsQuery } from '@/lib/inbox/queries';
import { loadInboxAddress, QUEUES, queueFilter, queueOrder, waitsIn } from '@/lib/inbox/queues';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inbox'))('title') };
}

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function InboxPage({ searchParams }: Props) {
  const ctx = await pageCtx();
  if (!scopeOf(ctx, 'finding:read')) return <NoAccess />;
  const { queue, open, ...narrowed } = await loadInboxAddress(searchParams);
  const { id, name, grants } = ctx.actor;
  const [filter, order] = [queueFilter(queue, narrowed, ctx.now), queueOrder(queue)];
  const client = new QueryClient();
  const [list] = await Promise.all([
    client.fetchInfiniteQuery({ ...findingsQuery(filter, order), queryFn: () => loadFindings(filter, order) }),
    client.prefetchQuery({ ...queueCountsQuery(narrowed), queryFn: () => loadQueueCounts(narrowed) }),
  ]);
  const rows = list.pages[0]?.rows ?? [];
  const shown = open ?? (rows.find((row) => waitsIn(queue, row, id)) ?? rows[0])?.id;
  if (shown) await client.prefetchQuery({ ...findingQuery(shown), queryFn: () => loadFinding(shown) });
  // Whoever is of no team has no queue of a team's.
  const queues = QUEUES.filter((one) => one !== 'team' || grants.products.length > 0 || one === queue);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <InboxWorkspace rights={await loadRights()} me={{ id, name }} today={ctx.now.toISOString()} queues={queues} />
    </HydrationBoundary>
  );
}
