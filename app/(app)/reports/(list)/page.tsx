import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/components/layout/page-header';
import { MakeReport } from '@/components/reports/make-report';
import { ReportTable } from '@/components/reports/report-table';
import { ReportTabs } from '@/components/reports/tabs';
import { EmptyState } from '@/components/ui/empty-state';
import { loadReports } from '@/lib/reports/loaders';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('title') };
}

export default async function ReportsPage() {
  const [loaded, t] = await Promise.all([loadReports(), getTranslations('reports')]);
  if (!loaded) {
    return (
      <EmptyState heading="h1" title={t('noAccess.title')}>
        {t('noAccess.detail')}
      </EmptyState>
    );
  }
  const { reports, places, yesterday } = loaded;
  const may = places.whole || places.teams.length > 0;
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={may && <MakeReport places={places} yesterday={yesterday} />}
      />
      <ReportTabs current="stored" />
      {reports.length === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyLead')}</EmptyState>
      ) : (
        <ReportTable reports={reports} />
      )}
    </>
  );
}
