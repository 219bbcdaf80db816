'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { ChartSection } from '@/components/charts/chart-section';
import { GroupedBars } from '@/components/charts/grouped-bars';
import type { Series } from '@/components/charts/series';
import { StackedArea } from '@/components/charts/stacked-area';
import { FigureLink } from '@/components/overview/figure-link';
import { Table, Td, Th } from '@/components/ui/table';
import { SEVERITIES, type SeverityName } from '@/lib/findings/severity';
import { SEVERITIES_DOWN, sumSeverities } from '@/lib/overview/rules';
import type { Counts, TrendPoint } from '@/lib/overview/types';

type Props = { readonly points: readonly TrendPoint[] };

function useDayLabel() {
  const format = useFormatter();
  return (day: string) => format.dateTime(new Date(`${day}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' });
}

function useShortDay() {
  const format = useFormatter();
  return (day: string) =>
    format.dateTime(new Date(`${day}T00:00:00Z`), { month: 'short', day: 'numeric', timeZone: 'UTC' });
}

type OpenProps = Props & { readonly now: Pick<Counts, 'open' | 'severities'> };

/** What was open at the end of each week, by severity. The last week is what is open now: the rows of a list. */
export function OpenTrend({ points, now }: OpenProps) {
  const t = useTranslations();
  const format = useFormatter();
  const [day, short] = [useDayLabel(), useShortDay()];
  const series = SEVERITIES.map(
    (key): Series<SeverityName> => ({ key, label: t(`findings.severity.${key}`), colour: `var(--${key})` }),
  );
  return (
    <ChartSection
      title={t('overview.trend.title')}
      lead={t('overview.trend.lead')}
      table={
        <Table label={t('overview.trend.title')}>
          <thead>
            <tr>
              <Th>{t('overview.trend.weekTo')}</Th>
              {SEVERITIES_DOWN.map((severity) => (
                <Th key={severity} numeric>
                  {t(`findings.severity.${severity}`)}
                </Th>
              ))}
              <Th numeric>{t('overview.all')}</Th>
            </tr>
          </thead>
          <tbody>
            {[...points].reverse().map((point, weeksAgo) => (
              <tr key={point.day}>
                <Td>{day(point.day)}</Td>
                {SEVERITIES_DOWN.map((severity) => (
                  <Td key={severity} numeric>
                    {weeksAgo === 0 ? (
                      <FigureLink figure={now.severities[severity]} />
                    ) : (
                      format.number(point.open[severity])
                    )}
                  </Td>
                ))}
                <Td numeric>
                  {weeksAgo === 0 ? <FigureLink figure={now.open} /> : format.number(sumSeverities(point.open))}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      }
    >
      <StackedArea
        label={t('overview.trend.title')}
        series={series}
        points={points.map(({ day: end, open }) => ({ label: short(end), ...open }))}
      />
    </ChartSection>
  );
}

/** What came and went within each week: whether the work keeps up. */
export function FlowTrend({ points }: Props) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const [day, short] = [useDayLabel(), useShortDay()];
  const series = [
    { key: 'entered', label: t('inOut.entered'), colour: 'var(--high)' },
    { key: 'left', label: t('inOut.left'), colour: 'var(--met)' },
  ] as const;
  // The first point sums everything before the window.
  const weeks = points.slice(1);
  return (
    <ChartSection
      title={t('inOut.title')}
      lead={t('inOut.lead')}
      table={
        <Table label={t('inOut.title')}>
          <thead>
            <tr>
              <Th>{t('trend.weekTo')}</Th>
              <Th numeric>{t('inOut.entered')}</Th>
              <Th numeric>{t('inOut.left')}</Th>
            </tr>
          </thead>
          <tbody>
            {[...weeks].reverse().map((point) => (
              <tr key={point.day}>
                <Td>{day(point.day)}</Td>
                <Td numeric>{format.number(point.entered)}</Td>
                <Td numeric>{format.number(point.left)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      }
    >
      <GroupedBars
        label={t('inOut.title')}
        series={series}
        points={weeks.map(({ day: end, entered, left }) => ({ label: short(end), entered, left }))}
      />
    </ChartSection>
  );
}
