import Link from 'next/link';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import type { ReportRow } from '@/lib/reports/data/list';
import { reportFile, reportHref, reportName } from '@/lib/reports/place';

/** Reports, the newest first, each with its hash: whoever holds the audit trail can compare. */
export function ReportTable({ reports }: { readonly reports: readonly ReportRow[] }) {
  const t = useTranslations('reports');
  const format = useFormatter();
  const locale = useLocale();
  return (
    <Table label={t('label')} stacked>
      <thead>
        <tr>
          <Th>{t('columns.report')}</Th>
          <Th>{t('columns.asOf')}</Th>
          <Th>{t('columns.period')}</Th>
          <Th>{t('columns.made')}</Th>
          <Th>{t('columns.file')}</Th>
        </tr>
      </thead>
      <tbody>
        {reports.map(({ number, asOf, madeAt, madeBy, weeks, team, sha256 }) => (
          <tr key={number} className="align-top">
            <Td className="max-w-md">
              <Link href={reportHref(number)} className="font-medium text-accent hover:underline">
                {`${reportName(number)} · ${team === null ? t('place.whole') : t('place.team', { name: team })}`}
              </Link>
              <span className="block font-mono text-muted text-xs wrap-anywhere">{`${t('hash')} ${sha256}`}</span>
            </Td>
            <Td label={t('columns.asOf')}>{format.dateTime(new Date(asOf), 'exact')}</Td>
            <Td label={t('columns.period')}>{t('weeks', { weeks })}</Td>
            <Td label={t('columns.made')}>
              <RelativeTime at={madeAt} />
              <span className="block text-muted text-xs">{madeBy}</span>
            </Td>
            <Td label={t('columns.file')}>
              <a
                href={reportFile(number, locale)}
                download
                aria-label={t('fileOf', { name: reportName(number) })}
                className="inline-flex min-h-6 items-center text-accent underline"
              >
                {t('columns.file')}
              </a>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
