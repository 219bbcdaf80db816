import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { ScheduleDialog } from '@/components/reports/schedule-dialog';
import { Table, Td, Th } from '@/components/ui/table';
import { SEND_ERRORS } from '@/lib/escalation/channels/outcome';
import type { ReportPlaces } from '@/lib/reports/data/places';
import type { Person, ScheduleRow } from '@/lib/reports/data/schedules';
import { reportHref, reportName } from '@/lib/reports/place';

type Props = {
  readonly schedules: readonly ScheduleRow[];
  readonly places: ReportPlaces;
  readonly people: readonly { readonly team: string | null; readonly people: readonly Person[] }[];
};

/** What is planned, for whom, and what became of the last one. */
export function ScheduleTable({ schedules, places, people }: Props) {
  const t = useTranslations('reports');
  const format = useFormatter();
  const columns = ['about', 'rhythm', 'next', 'recipients', 'last'] as const;
  const mayChange = ({ team }: ScheduleRow) => people.some((one) => one.team === (team?.slug ?? null));
  return (
    <Table label={t('schedules.label')} stacked>
      <thead>
        <tr>
          {columns.map((column) => (
            <Th key={column}>{t(`schedules.columns.${column}`)}</Th>
          ))}
          <Th>
            <span className="sr-only">{t('schedules.change')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {schedules.map((row) => (
          <tr key={row.id} className="align-top">
            <Td label={t('schedules.columns.about')}>
              {row.team ? t('place.team', { name: row.team.name }) : t('place.whole')}
            </Td>
            <Td label={t('schedules.columns.rhythm')}>
              {t(`schedules.cadences.${row.cadence}`)}
              <span className="block text-muted text-xs">{t('weeks', { weeks: row.weeks })}</span>
            </Td>
            <Td label={t('schedules.columns.next')}>
              {row.nextAt === null ? t('schedules.off') : format.dateTime(new Date(row.nextAt), 'short')}
              {row.stopped && <span className="block text-critical-ink text-xs">{t('schedules.stopped')}</span>}
              {row.tries > 0 && (
                <span className="block text-critical-ink text-xs">{t('schedules.again', { n: row.tries })}</span>
              )}
            </Td>
            <Td label={t('schedules.columns.recipients')}>{row.recipients.map(({ name }) => name).join(', ')}</Td>
            <Td label={t('schedules.columns.last')}>
              <Last last={row.last} />
            </Td>
            <Td>{mayChange(row) && <ScheduleDialog places={places} people={people} schedule={row} />}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Last({ last }: Pick<ScheduleRow, 'last'>) {
  const t = useTranslations('reports');
  const errors = useTranslations('escalation.errors');
  if (!last) return t('schedules.none');
  const errorText = (error: string) => {
    const known = SEND_ERRORS.find((one) => one === error);
    return known ? errors(known) : error;
  };
  return (
    <>
      <Link href={reportHref(last.number)} className="text-accent underline">
        {reportName(last.number)}
      </Link>
      <span className="block text-muted text-xs">
        {t('schedules.sent', { sent: last.sent, waiting: last.waiting })}
      </span>
      {last.failed.map(({ name, error }) => (
        <span key={name} className="block text-critical-ink text-xs">
          {t('schedules.failedFor', { name, error: errorText(error) })}
        </span>
      ))}
      {last.leftOut.map((name) => (
        <span key={name} className="block text-muted text-xs">
          {t('schedules.leftOut', { name })}
        </span>
      ))}
    </>
  );
}
