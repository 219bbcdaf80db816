import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { EngagementPage } from '@/components/engagements/detail/engagement-page';
import { pageCtx } from '@/lib/access/guard';
import { DomainError } from '@/lib/core/errors';
import { loadEngagement } from '@/lib/engagements/loaders';
import { engagementQuery } from '@/lib/engagements/queries';
import { requireEngagementNumber } from '@/lib/engagements/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('engagements'))('title') };
}

type Props = { readonly params: Promise<{ readonly number: string }> };

/** One of another team looks like one that does not exist. */
async function engagementOr404(segment: string) {
  try {
    return await loadEngagement(requireEngagementNumber(segment));
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'forbidden')) notFound();
    throw error;
  }
}

export default async function Page({ params }: Props) {
  await pageCtx();
  const engagement = await engagementOr404((await params).number);
  const client = new QueryClient();
  client.setQueryData(engagementQuery(engagement.number).queryKey, engagement);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EngagementPage number={engagement.number} />
    </HydrationBoundary>
  );
}
