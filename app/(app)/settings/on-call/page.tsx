import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { NewSchedule } from '@/components/escalation/on-call/schedule-edit';
import { ScheduleSection } from '@/components/escalation/on-call/schedule-section';
import { EmptyState } from '@/components/ui/empty-state';
import { wallTimeOf } from '@/lib/core/datetime-zones';
import { loadOnCall } from '@/lib/escalation/on-call/loaders';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.settings'))('on-call') };
}

export default async function OnCallPage() {
  const zone = await getTimeZone();
  const [found, t] = await Promise.all([loadOnCall(zone), getTranslations('escalation.onCall')]);
  if (!found) notFound();
  const { schedules, people, names, mayEdit, now } = found;
  const { day: today } = wallTimeOf(new Date(now), zone);
  return (
    <div className="max-w-4xl">
      <p className="mb-4 max-w-prose text-muted">{t('lead')}</p>
      {schedules.length === 0 && <EmptyState title={t('none')}>{t('noneLead')}</EmptyState>}
      {schedules.map((schedule) => (
        <ScheduleSection key={schedule.id} schedule={schedule} view={found} today={today} />
      ))}
      {mayEdit && <NewSchedule people={people} names={names} today={today} zone={zone} />}
    </div>
  );
}
