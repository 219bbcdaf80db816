import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { Boxes } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { AssetTabs } from '@/components/assets/asset-tabs';
import { FirstStep } from '@/components/assets/first-step';
import { ExportAssets } from '@/components/assets/inventory/export-assets';
import { InventoryWorkspace } from '@/components/assets/inventory/workspace';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { loadInventoryAddress } from '@/lib/assets/inventory-address';
import { loadAssetCounts, loadAssets } from '@/lib/assets/inventory-loaders';
import { assetCountsQuery, assetsQuery } from '@/lib/assets/inventory-queries';
import { loadFirstStep, loadScopeChoices } from '@/lib/assets/loaders';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('assets'))('title') };
}

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function AssetsPage({ searchParams }: Props) {
  const ctx = await pageCtx();
  const [t, own, step] = await Promise.all([getTranslations('assets'), getTranslations('inventory'), loadFirstStep()]);
  if (!scopeOf(ctx, 'finding:read')) return <FirstStep step={step} title={t('title')} />;
  const address = await loadInventoryAddress(searchParams);
  const client = new QueryClient();
  const [{ products }, counts] = await Promise.all([
    loadScopeChoices(),
    loadAssetCounts(address),
    client.prefetchInfiniteQuery({ ...assetsQuery(address), queryFn: () => loadAssets(address) }),
  ]);
  client.setQueryData(assetCountsQuery(address).queryKey, counts);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={own('lead', { total: counts.total })}
        actions={products.length > 0 && <ExportAssets />}
      />
      <AssetTabs current="inventory" scope={address} />
      <HydrationBoundary state={dehydrate(client)}>
        <InventoryWorkspace
          products={products}
          first={
            step === 'wait' || products.length === 0 ? (
              <FirstStep step={step} title={own('empty.title')} />
            ) : (
              <EmptyState icon={<Boxes />} title={own('empty.title')}>
                {own('empty.detail')}
              </EmptyState>
            )
          }
        />
      </HydrationBoundary>
    </>
  );
}
