import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { CutNote } from '@/components/backups/cut-note';
import { SourceTable } from '@/components/backups/source-table';
import { BackupTabs } from '@/components/backups/tabs';
import { UploadButton } from '@/components/backups/upload-button';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { loadSources } from '@/lib/backups/loaders';
import { loadBackupAddress } from '@/lib/backups/search-params';
import { SHAPES } from '@/lib/backups/shapes/registry';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('backups'))('tabs.sources') };
}

const CHOICES = SHAPES.map(({ id, label }) => ({ id, label }));

export default async function SourcesPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const address = await loadBackupAddress(searchParams);
  const [loaded, t] = await Promise.all([loadSources(address), getTranslations('backups')]);
  if (!loaded) return <EmptyState heading="h1" title={t('noAccess')} />;
  const { sources, total, receiving } = loaded;
  return (
    <>
      <PageHeader
        title={t('tabs.sources')}
        lead={t('sources.lead')}
        actions={receiving.length > 0 && <UploadButton products={receiving} shapes={CHOICES} />}
      />
      <BackupTabs current="sources" scope={address} />
      {sources.length === 0 ? (
        <EmptyState title={t('sources.empty')}>{t('sources.emptyDetail')}</EmptyState>
      ) : (
        <>
          <CutNote shown={sources.length} total={total} />
          <SourceTable rows={sources} />
        </>
      )}
    </>
  );
}
