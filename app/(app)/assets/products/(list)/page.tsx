import { Boxes, Pencil, Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { AssetTabs } from '@/components/assets/asset-tabs';
import { FirstStep } from '@/components/assets/first-step';
import { ProductDialog } from '@/components/assets/product-dialog';
import { ProductTable } from '@/components/assets/product-table';
import { TeamDialog } from '@/components/assets/team-dialog';
import { PageHeader } from '@/components/layout/page-header';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ExportMenu } from '@/components/ui/export-menu';
import { LinkButton } from '@/components/ui/link-button';
import { loadAssetRights, loadFirstStep, loadTeams, loadWritableTeams } from '@/lib/assets/loaders';
import { loadProductsAddress, productsAddress } from '@/lib/assets/search-params';
import { TABLE_FORMATS } from '@/lib/core/download';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('assets');
  return { title: t('title') };
}

export default async function ProductsPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const filter = await loadProductsAddress(searchParams);
  const narrowed = filter.team.length + filter.product.length > 0;
  const [t, teams, rights, writable, step] = await Promise.all([
    getTranslations('assets'),
    loadTeams(filter),
    loadAssetRights(),
    loadWritableTeams(),
    loadFirstStep(),
  ]);
  const products = teams.reduce((sum, team) => sum + team.products.length, 0);
  const newTeam = rights.teams && (
    <TeamDialog
      trigger={
        <Button>
          <Plus aria-hidden />
          {t('team.new')}
        </Button>
      }
    />
  );
  const newProduct = rights.products && writable.length > 0 && (
    <ProductDialog
      teams={writable}
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          {t('product.new')}
        </Button>
      }
    />
  );
  return (
    <div className="max-w-6xl">
      <PageHeader
        title={t('title')}
        lead={t('lead', { teams: teams.length, products })}
        actions={
          <>
            {products > 0 && (
              <ExportMenu href={`/api/assets/products/export${productsAddress(filter)}`} formats={TABLE_FORMATS} />
            )}
            {newTeam}
            {newProduct}
          </>
        }
      />
      <AssetTabs current="products" scope={filter} />
      {teams.length === 0 && narrowed && (
        <EmptyState
          title={t('noMatch.title')}
          action={<LinkButton href="/assets/products">{t('noMatch.products')}</LinkButton>}
        />
      )}
      {teams.length === 0 &&
        !narrowed &&
        (rights.teams ? (
          <EmptyState icon={<Boxes />} title={t('empty.title')}>
            {t('empty.admin')}
          </EmptyState>
        ) : (
          <FirstStep step={step} title={t('empty.title')} />
        ))}
      {teams.map((team) => (
        <section key={team.id} className="mb-8">
          <h2 className="flex items-center gap-1 font-semibold text-lg">
            {team.name}
            {rights.teams && (
              <TeamDialog
                team={team}
                trigger={
                  <Button variant="ghost" size="icon" aria-label={t('team.renameNamed', { name: team.name })}>
                    <Pencil aria-hidden />
                  </Button>
                }
              />
            )}
          </h2>
          {team.products.length === 0 ? (
            <p className="text-muted">{t('team.noProducts')}</p>
          ) : (
            <ProductTable team={team.name} products={team.products} />
          )}
        </section>
      ))}
    </div>
  );
}
