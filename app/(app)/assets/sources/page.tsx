import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { AssetTabs } from '@/components/assets/asset-tabs';
import { FirstStep } from '@/components/assets/first-step';
import { SourceFilters } from '@/components/assets/source-filters';
import { SourceTable } from '@/components/assets/source-table';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { ExportMenu } from '@/components/ui/export-menu';
import { LinkButton } from '@/components/ui/link-button';
import { loadFirstStep, loadRetiring, loadSourceChoices, loadSources } from '@/lib/assets/loaders';
import { owesReport } from '@/lib/assets/rules';
import { loadSourcesAddress, sourcesAddress } from '@/lib/assets/search-params';
import { TABLE_FORMATS } from '@/lib/core/download';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('assets');
  return { title: t('tabs.sources') };
}

export default async function SourcesPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const address = await loadSourcesAddress(searchParams);
  const [t, sources, choices, retiring] = await Promise.all([
    getTranslations('assets'),
    loadSources(address),
    loadSourceChoices(),
    loadRetiring(),
  ]);
  const silent = sources.filter(({ state }) => owesReport(state)).length;
  const { state, team, product, branch, environment } = address;
  const narrowed = state !== null || [team, product, branch, environment].some((chosen) => chosen.length > 0);
  return (
    <div className="max-w-6xl">
      <PageHeader
        title={t('title')}
        lead={t('sourcesLead', { sources: sources.length, silent })}
        actions={
          sources.length > 0 && (
            <ExportMenu href={`/api/assets/sources/export${sourcesAddress(address)}`} formats={TABLE_FORMATS} />
          )
        }
      />
      <AssetTabs current="sources" scope={address} />
      <SourceFilters choices={choices} />
      {sources.length > 0 && <SourceTable sources={sources} retiring={retiring} />}
      {sources.length === 0 && !narrowed && <FirstStep step={await loadFirstStep()} title={t('noSources.title')} />}
      {sources.length === 0 && narrowed && (
        <EmptyState
          title={t('noMatch.title')}
          action={<LinkButton href="/assets/sources">{t('noMatch.action')}</LinkButton>}
        />
      )}
    </div>
  );
}
