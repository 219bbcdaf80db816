import { useFormatter, useTranslations } from 'next-intl';
import { Section } from '@/components/findings/detail/section';
import { Table, Td, Th } from '@/components/ui/table';
import { TIMES } from '@/lib/incidents/types';
import type { ReviewDetail } from '@/lib/reviews/types';

/** The moments of an incident, each with how it is known: what a review is read against. */
export function ReviewTimes({ times }: Pick<ReviewDetail, 'times'>) {
  const t = useTranslations('reviews');
  const names = useTranslations('incidents.times');
  const format = useFormatter();
  return (
    <Section title={t('parts.times')}>
      <p className="mb-2 text-muted text-xs">{t('timesHint')}</p>
      <Table label={t('parts.times')} stacked>
        <thead>
          <tr>
            <Th>{t('pdf.time')}</Th>
            <Th>{t('pdf.at')}</Th>
            <Th>{t('pdf.known')}</Th>
          </tr>
        </thead>
        <tbody>
          {times.map(({ time, at, known, note }) => {
            const name = TIMES.find((one) => one === time);
            return (
              <tr key={time} className="align-top">
                <Td className="font-medium">{name ? names(name) : time}</Td>
                <Td label={t('pdf.at')} className="whitespace-nowrap tabular-nums">
                  {format.dateTime(new Date(at), 'exact')}
                </Td>
                <Td label={t('pdf.known')} className="wrap-anywhere">
                  {note ? `${t(`known.${known}`)}: ${note}` : t(`known.${known}`)}
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </Section>
  );
}
