import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { notFound } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { FindingPage } from '@/components/findings/detail/finding-page';
import { pageCtx } from '@/lib/access/guard';
import { DomainError } from '@/lib/core/errors';
import { loadFinding, loadRights } from '@/lib/findings/loaders';
import { findingQuery } from '@/lib/findings/queries';
import { requireFindingId } from '@/lib/findings/schema';
import { listHref } from '@/lib/findings/search-params';

type Props = { readonly params: Promise<{ readonly id: string }>; readonly searchParams: Promise<SearchParams> };

/** A finding outside of the reader's products looks like one that does not exist. */
async function findingOr404(segment: string) {
  try {
    return await loadFinding(requireFindingId(segment));
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'forbidden')) notFound();
    throw error;
  }
}

export default async function Page({ params, searchParams }: Props) {
  const ctx = await pageCtx();
  const finding = await findingOr404((await params).id);
  const client = new QueryClient();
  client.setQueryData(findingQuery(finding.id).queryKey, finding);
  const { id, name } = ctx.actor;
  const back = listHref((await searchParams).from);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <FindingPage id={finding.id} back={back} rights={await loadRights()} me={{ id, name }} />
    </HydrationBoundary>
  );
}
