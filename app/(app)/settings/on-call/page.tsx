import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { NewSchedule } from '@/components/escalation/new-schedule';
import { ScheduleSection } from '@/components/escalation/schedule-section';
import { EmptyState } from '@/components/ui/empty-state';
import { loadOnCall } from '@/lib/escalation/loaders';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.settings'))('on-call') };
}

export default async function OnCallPage() {
  const [found, t] = await Promise.all([loadOnCall(), getTranslations('escalation.onCall')]);
  if (!found) notFound();
  const { schedules, people, mayEdit } = found;
  return (
    <div className="max-w-4xl">
      <p className="mb-4 max-w-prose text-muted">{t('lead')}</p>
      {schedules.length === 0 && <EmptyState title={t('none')}>{t('noneLead')}</EmptyState>}
      {schedules.map((schedule) => (
        <ScheduleSection key={schedule.id} schedule={schedule} view={found} />
      ))}
      {mayEdit && <NewSchedule people={people} today={found.now.slice(0, 10)} />}
    </div>
  );
}
