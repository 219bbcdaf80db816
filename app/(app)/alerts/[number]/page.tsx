import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AlertPage } from '@/components/alerts/detail/alert-page';
import { pageCtx } from '@/lib/access/guard';
import { loadAlert } from '@/lib/alerts/loaders';
import { alertQuery } from '@/lib/alerts/queries';
import { requireAlertNumber } from '@/lib/alerts/schema';
import { DomainError } from '@/lib/core/errors';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('alerts'))('title') };
}

type Props = { readonly params: Promise<{ readonly number: string }> };

/** One of another team looks like one that does not exist. */
async function alertOr404(segment: string) {
  try {
    return await loadAlert(requireAlertNumber(segment));
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'forbidden')) notFound();
    throw error;
  }
}

export default async function Page({ params }: Props) {
  await pageCtx();
  const alert = await alertOr404((await params).number);
  const client = new QueryClient();
  client.setQueryData(alertQuery(alert.number).queryKey, alert);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AlertPage number={alert.number} />
    </HydrationBoundary>
  );
}
