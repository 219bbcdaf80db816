'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { ChartSection } from '@/components/charts/chart-section';
import { StackedArea } from '@/components/charts/stacked-area';
import { useDays } from '@/components/figures/use-days';
import { Table, Td, Th } from '@/components/ui/table';
import type { FlowFigures } from '@/lib/figures/types';
import { SEVERITIES } from '@/lib/findings/severity';
import { SEVERITIES_DOWN } from '@/lib/overview/rules';

type Props = {
  readonly flow: FlowFigures;
  /** The first day of which anything is known. */
  readonly since: string;
  /** The list of what is open; null of a past day, which no list shows. */
  readonly listHref: string | null;
};

/** What was open at the end of each week, by severity. */
export function OpenFigure({ flow: { points }, since, listHref }: Props) {
  const t = useTranslations();
  const format = useFormatter();
  const days = useDays();
  const title = t('figures.open.title');
  const [first, last] = [points[0], points.at(-1)];
  const change = (last?.open ?? 0) - (first?.open ?? 0);
  return (
    <ChartSection
      title={title}
      lead={
        <>
          {t('figures.open.lead', {
            open: last?.open ?? 0,
            direction: first === last ? 'alone' : change > 0 ? 'more' : change < 0 ? 'fewer' : 'same',
            n: Math.abs(change),
            from: days.whole(first?.day ?? since),
          })}{' '}
          {t('figures.since', { day: days.whole(since) })}{' '}
          {listHref && (
            <Link href={listHref} prefetch={false} className="rounded-sm underline underline-offset-3">
              {t('figures.open.list')}
            </Link>
          )}
        </>
      }
      table={
        <Table label={title}>
          <thead>
            <tr>
              <Th>{t('figures.weekTo')}</Th>
              {SEVERITIES_DOWN.map((severity) => (
                <Th key={severity} numeric>
                  {t(`findings.severity.${severity}`)}
                </Th>
              ))}
              <Th numeric>{t('figures.all')}</Th>
            </tr>
          </thead>
          <tbody>
            {[...points].reverse().map(({ day, open, severities }) => (
              <tr key={day}>
                <Td>{days.whole(day)}</Td>
                {SEVERITIES_DOWN.map((severity) => (
                  <Td key={severity} numeric>
                    {format.number(severities[severity])}
                  </Td>
                ))}
                <Td numeric>{format.number(open)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      }
    >
      <StackedArea
        label={title}
        series={SEVERITIES.map((key) => ({ key, label: t(`findings.severity.${key}`), colour: `var(--${key})` }))}
        points={points.map(({ day, severities }) => ({ label: days.short(day), ...severities }))}
      />
    </ChartSection>
  );
}
