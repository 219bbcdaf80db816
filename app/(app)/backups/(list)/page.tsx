import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { CutNote } from '@/components/backups/cut-note';
import { AddService } from '@/components/backups/form/add-service';
import { ServiceGrid } from '@/components/backups/service-grid';
import { StateFilter } from '@/components/backups/state-filter';
import { BackupTabs } from '@/components/backups/tabs';
import { UploadButton } from '@/components/backups/upload-button';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { loadServices } from '@/lib/backups/loaders';
import { loadBackupAddress } from '@/lib/backups/search-params';
import { SHAPES } from '@/lib/backups/shapes/registry';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('backups'))('title') };
}

const CHOICES = SHAPES.map(({ id, label }) => ({ id, label }));

export default async function BackupsPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const address = await loadBackupAddress(searchParams);
  const [loaded, t] = await Promise.all([loadServices(address), getTranslations('backups')]);
  if (!loaded) return <EmptyState heading="h1" title={t('noAccess')} />;
  const { services, summary, writable, receiving } = loaded;
  const chosen = address.state.length === 0 ? [summary.total] : address.state.map((state) => summary[state]);
  const matching = chosen.reduce((sum, n) => sum + n, 0);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={summary.total === 0 ? t('leadEmpty') : t('lead', { ...summary })}
        actions={
          <>
            {receiving.length > 0 && <UploadButton products={receiving} shapes={CHOICES} />}
            {writable.length > 0 && <AddService products={writable} />}
          </>
        }
      />
      <BackupTabs current="services" scope={address} />
      {summary.total === 0 ? (
        <EmptyState title={t('empty.title')}>{t('empty.detail')}</EmptyState>
      ) : (
        <>
          <StateFilter address={address} summary={summary} />
          {services.length === 0 ? (
            <EmptyState
              title={t('empty.nothing')}
              action={<LinkButton href="/backups">{t('empty.clear')}</LinkButton>}
            />
          ) : (
            <>
              <CutNote shown={services.length} total={matching} />
              <ServiceGrid rows={services} />
            </>
          )}
        </>
      )}
    </>
  );
}
