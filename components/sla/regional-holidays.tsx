'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { CalendarView, HolidayRegion } from '@/lib/sla/types';

/** "Germany · Bayern": the country in the reader's language, its part as it calls itself. */
export function useRegionName(): (region: HolidayRegion) => string {
  const countries = new Intl.DisplayNames([useLocale()], { type: 'region' });
  return ({ country, name }) => [countries.of(country) ?? country, ...(name ? [name] : [])].join(' · ');
}

type Props = { readonly calendar: CalendarView; readonly regions: readonly HolidayRegion[]; readonly year: string };

/** The public holidays that the calendar takes from its region, this year's. */
export function RegionalHolidays({ calendar: { region, regional }, regions, year }: Props) {
  const t = useTranslations('sla.calendars');
  const format = useFormatter();
  const nameOf = useRegionName();
  const known = regions.find(({ code }) => code === region);
  if (!known) return null;
  return (
    <section className="mt-6 max-w-xl">
      <h3 className="mb-1 font-medium">{t('ofYear', { year, region: nameOf(known) })}</h3>
      <ul className="columns-1 gap-x-6 sm:columns-2">
        {regional
          .filter(({ day }) => day.startsWith(year))
          .map(({ day, name }) => (
            <li key={day} className="flex justify-between gap-3">
              <span className="min-w-0 truncate">{name}</span>
              <time dateTime={day} className="shrink-0 text-muted tabular-nums">
                {format.dateTime(new Date(`${day}T00:00:00Z`), { day: 'numeric', month: 'short', timeZone: 'UTC' })}
              </time>
            </li>
          ))}
      </ul>
    </section>
  );
}
