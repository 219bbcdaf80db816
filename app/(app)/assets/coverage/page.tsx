import { Boxes } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { AssetTabs } from '@/components/assets/asset-tabs';
import { CoverageTable } from '@/components/assets/inventory/coverage-table';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { loadInventoryAddress } from '@/lib/assets/inventory-address';
import { loadCoverage } from '@/lib/assets/inventory-loaders';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inventory'))('coverage.title') };
}

export default async function CoveragePage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const { product, team } = await loadInventoryAddress(searchParams);
  const [t, rows] = await Promise.all([getTranslations('inventory'), loadCoverage({ product, team })]);
  return (
    <>
      <PageHeader title={t('coverage.title')} lead={t('coverageLead')} />
      <AssetTabs current="coverage" scope={{ product, team }} />
      {rows.length === 0 ? (
        <EmptyState icon={<Boxes />} title={t('empty.title')}>
          {t('empty.detail')}
        </EmptyState>
      ) : (
        <CoverageTable rows={rows} narrow={{ product, team }} />
      )}
    </>
  );
}
