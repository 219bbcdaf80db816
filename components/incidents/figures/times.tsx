'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { ChartSection } from '@/components/charts/chart-section';
import { GroupedBars } from '@/components/charts/grouped-bars';
import { useSpan } from '@/components/incidents/figures/use-span';
import { Table, Td, Th } from '@/components/ui/table';
import { SPANS, type Spread, type Times } from '@/lib/incidents/figures/types';

/** Hours with one digit: one scale for what takes minutes and what takes days. */
const hours = (seconds: number | null) => Math.round((seconds ?? 0) / 360) / 10;

/** MTTD, MTTA, MTTC and MTTR: median and 90th percentile, of how many, and what each means. */
export function TimesFigure({ times }: { readonly times: Times }) {
  const t = useTranslations('timeline.figures');
  const format = useFormatter();
  const span = useSpan();
  const cells = (spread: Spread) => (
    <>
      <Td numeric label={t('times.median')}>
        {span(spread.median)}
      </Td>
      <Td numeric label={t('times.p90')}>
        {span(spread.p90)}
      </Td>
      <Td numeric label={t('times.n')}>
        {format.number(spread.n)}
      </Td>
    </>
  );
  return (
    <ChartSection
      title={t('times.title')}
      lead={t('times.lead')}
      table={
        <Table label={t('times.byPriority')}>
          <thead>
            <tr>
              <Th>{t('priority')}</Th>
              {SPANS.map((name) => (
                <Th key={name} numeric>
                  {t(`times.${name}`)}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {times.byPriority.map(({ priority, ...spreads }) => (
              <tr key={priority}>
                <Td>{`P${priority}`}</Td>
                {SPANS.map((name) => (
                  <Td key={name} numeric>
                    {spreads[name].n === 0
                      ? '–'
                      : `${span(spreads[name].median)} · ${span(spreads[name].p90)} (${spreads[name].n})`}
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      }
    >
      <Table label={t('times.title')} stacked>
        <thead>
          <tr>
            <Th>{t('times.figure')}</Th>
            <Th numeric>{t('times.median')}</Th>
            <Th numeric>{t('times.p90')}</Th>
            <Th numeric>{t('times.n')}</Th>
            <Th numeric>{t('times.before')}</Th>
          </tr>
        </thead>
        <tbody>
          {SPANS.map((name) => (
            <tr key={name} className="align-top">
              <Td className="min-w-48">
                <span className="font-medium">{t(`times.${name}`)}</span>
                <span className="block text-muted text-xs">{t(`times.means.${name}`)}</span>
              </Td>
              {cells(times.all[name])}
              <Td numeric label={t('times.before')}>
                {span(times.before[name].median)}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {SPANS.some((name) => times.all[name].n > 0) && (
        <div className="mt-4">
          <GroupedBars
            label={t('times.chart')}
            series={[
              { key: 'median', label: t('times.medianHours'), colour: 'var(--accent)' },
              { key: 'p90', label: t('times.p90Hours'), colour: 'var(--line-strong)' },
            ]}
            points={SPANS.map((name) => ({
              label: t(`times.${name}`),
              median: hours(times.all[name].median),
              p90: hours(times.all[name].p90),
            }))}
          />
        </div>
      )}
    </ChartSection>
  );
}
