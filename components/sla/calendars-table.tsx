'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/components/ui/table';
import { calendarHref } from '@/lib/sla/place';
import type { CalendarView } from '@/lib/sla/types';

/** 1 Monday … 7 Sunday in the reader's language; 5 January 1970 was a Monday. */
export function useWeekday(): (day: number) => string {
  const format = useFormatter();
  return (day) => format.dateTime(new Date(Date.UTC(1970, 0, 4 + day)), { weekday: 'short', timeZone: 'UTC' });
}

export function CalendarsTable({ calendars }: { readonly calendars: readonly CalendarView[] }) {
  const t = useTranslations('sla.calendars');
  const weekday = useWeekday();
  return (
    <Table label={t('title')} stacked>
      <thead>
        <tr>
          <Th>{t('name')}</Th>
          <Th>{t('timeZone')}</Th>
          <Th>{t('workingDays')}</Th>
          <Th>{t('region')}</Th>
          <Th numeric>{t('own')}</Th>
        </tr>
      </thead>
      <tbody>
        {calendars.map(({ id, name, timeZone, workingDays, region, holidays }) => (
          <tr key={id}>
            <Td label={t('name')}>
              <Link href={calendarHref(id)} className="text-accent underline">
                {name}
              </Link>
            </Td>
            <Td label={t('timeZone')}>{timeZone}</Td>
            <Td label={t('workingDays')}>{workingDays.map(weekday).join(', ')}</Td>
            <Td label={t('region')}>{region ?? t('noRegion')}</Td>
            <Td numeric label={t('own')} className="tabular-nums">
              {holidays.length}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
