'use client';

import { useTranslations } from 'next-intl';
import { ChartSection } from '@/components/charts/chart-section';
import { GroupedBars } from '@/components/charts/grouped-bars';
import { useDays } from '@/components/figures/use-days';
import { FigureLink } from '@/components/overview/figure-link';
import { Table, Td, Th } from '@/components/ui/table';
import { listOfFlow, weeksAfter } from '@/lib/figures/rules';
import { FLOWS, type WeekPoint } from '@/lib/figures/types';
import type { OverviewFilter } from '@/lib/overview/types';

const COLOURS = {
  found: 'var(--high)',
  back: 'var(--critical)',
  fixed: 'var(--met)',
  dismissed: 'var(--info)',
} as const;

type Props = { readonly points: readonly WeekPoint[]; readonly since: string; readonly filter: OverviewFilter };

/** What came and went within each week. What is before the period's first week is left out, unless nothing is. */
export function FlowFigure({ points, since, filter }: Props) {
  const t = useTranslations('figures');
  const days = useDays();
  const weeks = points.filter(({ day }, index) => index > 0 || weeksAfter(day, -1) < since);
  const sum = (of: (week: WeekPoint) => number) => weeks.reduce((total, week) => total + of(week), 0);
  return (
    <ChartSection
      title={t('flow.title')}
      lead={t('flow.lead', {
        weeks: weeks.length,
        came: sum(({ found, back }) => found + back),
        back: sum(({ back }) => back),
        went: sum(({ fixed, dismissed }) => fixed + dismissed),
        fixed: sum(({ fixed }) => fixed),
      })}
      table={
        <>
          <p className="mb-2 max-w-prose text-muted text-xs">{t('flow.counted')}</p>
          <Table label={t('flow.title')}>
            <thead>
              <tr>
                <Th>{t('weekTo')}</Th>
                {FLOWS.map((flow) => (
                  <Th key={flow} numeric>
                    {t(`flow.${flow}`)}
                  </Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...weeks].reverse().map((week) => (
                <tr key={week.day}>
                  <Td>{days.whole(week.day)}</Td>
                  {FLOWS.map((flow) => (
                    <Td key={flow} numeric>
                      <FigureLink
                        figure={{ n: week[flow], exact: true, filter: listOfFlow(flow, week.day, filter) }}
                        inCell
                      />
                    </Td>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
        </>
      }
    >
      <GroupedBars
        label={t('flow.title')}
        series={FLOWS.map((key) => ({ key, label: t(`flow.${key}`), colour: COLOURS[key] }))}
        points={weeks.map(({ day, found, back, fixed, dismissed }) => ({
          label: days.short(day),
          found,
          back,
          fixed,
          dismissed,
        }))}
      />
    </ChartSection>
  );
}
