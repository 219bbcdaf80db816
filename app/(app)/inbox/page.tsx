import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { NoAccess } from '@/components/findings/no-access';
import { Inbox } from '@/components/inbox/inbox';
import { loadAcceptance, loadAcceptances } from '@/lib/acceptances/loaders';
import { acceptanceQuery, acceptancesQuery } from '@/lib/acceptances/queries';
import { acceptancePolicy } from '@/lib/acceptances/settings';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { loadFinding, loadFindings, loadRights } from '@/lib/findings/loaders';
import { findingQuery, findingsQuery } from '@/lib/findings/queries';
import { loadQueueCounts } from '@/lib/inbox/loaders';
import { queueCountsQuery } from '@/lib/inbox/queries';
import {
  approvalAddress,
  findingQueue,
  loadInboxAddress,
  type Narrowed,
  QUEUES,
  type Queue,
  queueFilter,
  queueOrder,
  waitsIn,
} from '@/lib/inbox/queues';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inbox'))('title') };
}

type Props = { readonly searchParams: Promise<SearchParams> };

type Opened = { readonly queue: Queue; readonly narrowed: Narrowed; readonly open: number | null };

/** The queue and the finding that is open beside it. */
async function prefetchFindings(client: QueryClient, { queue, narrowed, open }: Opened): Promise<void> {
  const { actor, now } = await pageCtx();
  const [filter, order] = [queueFilter(queue, narrowed, now), queueOrder(queue)];
  const options = { ...findingsQuery(filter, order), queryFn: () => loadFindings(filter, order) };
  const rows = (await client.fetchInfiniteQuery(options)).pages[0]?.rows ?? [];
  const shown = open ?? (rows.find((row) => waitsIn(queue, row, actor.id)) ?? rows[0])?.id;
  if (shown) await client.prefetchQuery({ ...findingQuery(shown), queryFn: () => loadFinding(shown) });
}

/** The requests that wait for the reader and the one that is open beside them. */
async function prefetchApprovals(client: QueryClient, narrowed: Narrowed, request: string | null): Promise<void> {
  const address = approvalAddress(narrowed);
  const options = { ...acceptancesQuery(address), queryFn: () => loadAcceptances(address) };
  const rows = (await client.fetchInfiniteQuery(options)).pages[0]?.rows ?? [];
  const shown = (rows.find(({ id }) => id === request) ?? rows[0])?.id;
  if (shown) await client.prefetchQuery({ ...acceptanceQuery(shown), queryFn: () => loadAcceptance(shown) });
}

export default async function InboxPage({ searchParams }: Props) {
  const ctx = await pageCtx();
  if (!scopeOf(ctx, 'finding:read')) return <NoAccess />;
  const { queue, open, request, ...narrowed } = await loadInboxAddress(searchParams);
  const { id, name, grants } = ctx.actor;
  const decides = scopeOf(ctx, 'risk:approve') !== null;
  const client = new QueryClient();
  const [policy] = await Promise.all([
    decides ? acceptancePolicy() : null,
    queue === 'approval' && decides
      ? prefetchApprovals(client, narrowed, request)
      : prefetchFindings(client, { queue: findingQueue(queue), narrowed, open }),
    client.prefetchQuery({ ...queueCountsQuery(narrowed), queryFn: () => loadQueueCounts(narrowed) }),
  ]);
  // Whoever is of no team has no queue of a team's.
  const queues = QUEUES.filter((one) => one !== 'team' || grants.products.length > 0 || one === queue);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Inbox
        policy={policy}
        rights={await loadRights()}
        me={{ id, name }}
        today={ctx.now.toISOString()}
        queues={queues}
      />
    </HydrationBoundary>
  );
}
