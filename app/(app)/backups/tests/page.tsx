import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { BackupTabs } from '@/components/backups/tabs';
import { TestCalendar } from '@/components/backups/test-calendar';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { loadTestsDue } from '@/lib/backups/loaders';
import { loadBackupAddress } from '@/lib/backups/search-params';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('backups'))('tabs.tests') };
}

export default async function TestsPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const address = await loadBackupAddress(searchParams);
  const [due, t] = await Promise.all([loadTestsDue(address), getTranslations('backups')]);
  if (!due) return <EmptyState heading="h1" title={t('noAccess')} />;
  return (
    <>
      <PageHeader title={t('tabs.tests')} lead={t('due.lead')} />
      <BackupTabs current="tests" scope={address} />
      {due.length === 0 ? <EmptyState title={t('due.empty')} /> : <TestCalendar items={due} />}
    </>
  );
}
