import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AcceptancePage } from '@/components/acceptances/detail/acceptance-page';
import { loadAcceptance } from '@/lib/acceptances/loaders';
import { acceptanceQuery } from '@/lib/acceptances/queries';
import { acceptanceIdSchema } from '@/lib/acceptances/schema';
import { acceptancePolicy } from '@/lib/acceptances/settings';
import { pageCtx } from '@/lib/access/guard';
import { DomainError } from '@/lib/core/errors';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('acceptances'))('title') };
}

type Props = { readonly params: Promise<{ readonly id: string }> };

/** One of another team looks like one that does not exist. */
async function acceptanceOr404(id: string) {
  if (!acceptanceIdSchema.safeParse(id).success) notFound();
  try {
    return await loadAcceptance(id);
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'forbidden')) notFound();
    throw error;
  }
}

export default async function Page({ params }: Props) {
  await pageCtx();
  const acceptance = await acceptanceOr404((await params).id);
  const client = new QueryClient();
  client.setQueryData(acceptanceQuery(acceptance.id).queryKey, acceptance);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AcceptancePage id={acceptance.id} policy={await acceptancePolicy()} />
    </HydrationBoundary>
  );
}
