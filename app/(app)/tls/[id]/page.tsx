import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { EndpointPage } from '@/components/tls/detail/endpoint-page';
import { pageCtx } from '@/lib/access/guard';
import { DomainError } from '@/lib/core/errors';
import { loadEndpoint } from '@/lib/tls/loaders';
import { endpointQuery } from '@/lib/tls/queries';
import { requireEndpointId } from '@/lib/tls/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tls'))('title') };
}

type Props = { readonly params: Promise<{ readonly id: string }> };

/** One of another team looks like one that does not exist. */
async function endpointOr404(segment: string) {
  try {
    return await loadEndpoint(requireEndpointId(segment));
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'forbidden')) notFound();
    throw error;
  }
}

export default async function Page({ params }: Props) {
  await pageCtx();
  const endpoint = await endpointOr404((await params).id);
  const client = new QueryClient();
  client.setQueryData(endpointQuery(endpoint.id).queryKey, endpoint);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EndpointPage id={endpoint.id} />
    </HydrationBoundary>
  );
}
