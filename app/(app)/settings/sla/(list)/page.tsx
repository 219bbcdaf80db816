import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AddPolicy } from '@/components/sla/add-policy';
import { CalendarsTable } from '@/components/sla/calendars-table';
import { PoliciesTable } from '@/components/sla/policies-table';
import { LinkButton } from '@/components/ui/link-button';
import { loadSla } from '@/lib/sla/loaders';
import { calendarHref } from '@/lib/sla/place';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.settings'))('sla') };
}

export default async function SlaPage() {
  const [found, t] = await Promise.all([loadSla(), getTranslations('sla')]);
  if (!found) notFound();
  const { policies, calendars, addable, mayEditCalendars } = found;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-prose text-muted">{t('policies.lead')}</p>
        {addable && addable.length > 0 && <AddPolicy places={addable} />}
      </div>
      <PoliciesTable policies={policies} calendars={calendars} />
      <div className="mt-8 mb-3 flex flex-wrap items-start justify-between gap-3">
        <h2 className="font-semibold text-lg">{t('calendars.title')}</h2>
        {mayEditCalendars && <LinkButton href={calendarHref(null)}>{t('calendars.new')}</LinkButton>}
      </div>
      <CalendarsTable calendars={calendars} />
    </>
  );
}
