'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { ChartSection } from '@/components/charts/chart-section';
import { StackedArea } from '@/components/charts/stacked-area';
import { useDays } from '@/components/figures/use-days';
import { FigureLink } from '@/components/overview/figure-link';
import { Table, Td, Th } from '@/components/ui/table';
import type { FlowFigures } from '@/lib/figures/types';
import { findingsHref } from '@/lib/findings/search-params';
import { SEVERITIES } from '@/lib/findings/severity';
import { SEVERITIES_DOWN } from '@/lib/overview/rules';
import type { OverviewFilter } from '@/lib/overview/types';

type Props = {
  readonly flow: FlowFigures;
  /** The first day of which anything is known. */
  readonly since: string;
  /** What the list of what is open is narrowed to; null of a past day, which no list shows. */
  readonly list: OverviewFilter | null;
};

/** What was open at the end of each week, by severity. */
export function OpenFigure({ flow: { points }, since, list }: Props) {
  const t = useTranslations();
  const format = useFormatter();
  const days = useDays();
  const title = t('figures.open.title');
  const [first, last] = [points[0], points.at(-1)];
  const filter = list && { team: [...list.team], product: [...list.product] };
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
          {filter && (
            <Link href={findingsHref(filter)} prefetch={false} className="rounded-sm underline underline-offset-3">
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
                    {filter && day === last?.day ? (
                      <FigureLink
                        figure={{ n: severities[severity], exact: true, filter: { ...filter, severity: [severity] } }}
                        inCell
                      />
                    ) : (
                      format.number(severities[severity])
                    )}
                  </Td>
                ))}
                <Td numeric>
                  {filter && day === last?.day ? (
                    <FigureLink figure={{ n: open, exact: true, filter }} inCell />
                  ) : (
                    format.number(open)
                  )}
                </Td>
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
