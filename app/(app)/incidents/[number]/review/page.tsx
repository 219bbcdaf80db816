import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ReviewPage } from '@/components/reviews/review-page';
import { DomainError } from '@/lib/core/errors';
import { requireIncidentNumber } from '@/lib/incidents/schema';
import { loadReview } from '@/lib/reviews/loaders';
import { reviewQuery } from '@/lib/reviews/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reviews'))('title') };
}

type Props = { readonly params: Promise<{ readonly number: string }> };

async function reviewOr404(segment: string) {
  try {
    return await loadReview(requireIncidentNumber(segment));
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'forbidden')) notFound();
    throw error;
  }
}

export default async function Page({ params }: Props) {
  const detail = await reviewOr404((await params).number);
  const client = new QueryClient();
  client.setQueryData(reviewQuery(detail.number).queryKey, detail);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ReviewPage number={detail.number} />
    </HydrationBoundary>
  );
}
