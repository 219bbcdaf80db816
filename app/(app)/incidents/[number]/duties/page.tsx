import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { DutiesPage } from '@/components/duties/duties-page';
import { DomainError } from '@/lib/core/errors';
import { loadDuties } from '@/lib/duties/loaders';
import { dutiesQuery } from '@/lib/duties/queries';
import { requireIncidentNumber } from '@/lib/incidents/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('duties'))('title') };
}

type Props = { readonly params: Promise<{ readonly number: string }> };

async function dutiesOr404(segment: string) {
  try {
    return await loadDuties(requireIncidentNumber(segment));
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'forbidden')) notFound();
    throw error;
  }
}

export default async function Page({ params }: Props) {
  const detail = await dutiesOr404((await params).number);
  const client = new QueryClient();
  client.setQueryData(dutiesQuery(detail.incident.number).queryKey, detail);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <DutiesPage number={detail.incident.number} />
    </HydrationBoundary>
  );
}
