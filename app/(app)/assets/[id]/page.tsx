import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AssetPage } from '@/components/assets/inventory/asset-page';
import { pageCtx } from '@/lib/access/guard';
import { loadAsset } from '@/lib/assets/inventory-loaders';
import { assetQuery } from '@/lib/assets/inventory-queries';
import { requireAssetId } from '@/lib/assets/inventory-schema';
import { DomainError } from '@/lib/core/errors';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('assets'))('title') };
}

type Props = { readonly params: Promise<{ readonly id: string }> };

/** One of another team looks like one that does not exist. */
async function assetOr404(segment: string) {
  try {
    return await loadAsset(requireAssetId(segment));
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'forbidden')) notFound();
    throw error;
  }
}

export default async function Page({ params }: Props) {
  await pageCtx();
  const asset = await assetOr404((await params).id);
  const client = new QueryClient();
  client.setQueryData(assetQuery(asset.id).queryKey, asset);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AssetPage id={asset.id} />
    </HydrationBoundary>
  );
}
