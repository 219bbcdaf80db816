import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/components/layout/page-header';
import { ScheduleDialog } from '@/components/reports/schedule-dialog';
import { ScheduleTable } from '@/components/reports/schedule-table';
import { ReportTabs } from '@/components/reports/tabs';
import { EmptyState } from '@/components/ui/empty-state';
import { loadSchedules } from '@/lib/reports/loaders';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('schedules.title') };
}

export default async function SchedulesPage() {
  const [loaded, t] = await Promise.all([loadSchedules(), getTranslations('reports')]);
  if (!loaded) {
    return (
      <EmptyState heading="h1" title={t('noAccess.title')}>
        {t('noAccess.detail')}
      </EmptyState>
    );
  }
  const { schedules, mail, places, people } = loaded;
  return (
    <>
      <PageHeader
        title={t('schedules.title')}
        lead={t('schedules.lead')}
        actions={people.length > 0 && <ScheduleDialog places={places} people={people} schedule={null} />}
      />
      <ReportTabs current="schedules" />
      {!mail && <p className="mb-4 max-w-prose text-muted">{t('schedules.noMail')}</p>}
      {schedules.length === 0 ? (
        <EmptyState title={t('schedules.empty')}>{people.length > 0 && t('schedules.emptyLead')}</EmptyState>
      ) : (
        <ScheduleTable schedules={schedules} places={places} people={people} />
      )}
    </>
  );
}
