import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CalendarForm } from '@/components/sla/calendar-form';
import { CalendarsTable } from '@/components/sla/calendars-table';
import { textOf } from '@/components/sla/holidays';
import { RegionalHolidays } from '@/components/sla/regional-holidays';
import { loadCalendar } from '@/lib/sla/loaders';

type Props = { readonly searchParams: Promise<{ readonly id?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sla.calendars'))('one') };
}

export default async function SlaCalendarPage({ searchParams }: Props) {
  const { id } = await searchParams;
  const [found, t] = await Promise.all([loadCalendar(id), getTranslations('sla')]);
  if (!found) notFound();
  const { calendar, writable, regions, year } = found;
  return (
    <>
      <p className="mb-1">
        <Link href="/settings/sla" className="text-accent underline">
          {t('policies.title')}
        </Link>
      </p>
      <h2 className="mb-4 font-semibold text-lg">{calendar?.name ?? t('calendars.newTitle')}</h2>
      {writable && <CalendarForm key={calendar?.updatedAt} calendar={calendar} regions={regions} />}
      {!writable && calendar && (
        <>
          <CalendarsTable calendars={[calendar]} />
          <pre className="mt-4 whitespace-pre-wrap font-mono text-sm">{textOf(calendar.holidays)}</pre>
        </>
      )}
      {calendar && <RegionalHolidays calendar={calendar} regions={regions} year={year} />}
    </>
  );
}
