'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { ChartSection } from '@/components/charts/chart-section';
import { GroupedBars } from '@/components/charts/grouped-bars';
import { useSpan } from '@/components/incidents/figures/use-span';
import { Table, Td, Th } from '@/components/ui/table';
import { SPANS, type Spread, type Times } from '@/lib/incidents/figures/types';

/** One scale for all bars, fine enough to see the highest: minutes below three hours, hours below three days, else days. */
const SCALES = [
  { unit: 'minutes', seconds: 60, below: 3 * 3600 },
  { unit: 'hours', seconds: 3600, below: 72 * 3600 },
  { unit: 'days', seconds: 86_400, below: Number.POSITIVE_INFINITY },
] as const;

/** MTTD, MTTA, MTTC and MTTR: median and 90th percentile, of how many, and what each means. */
export function TimesFigure({ times }: { readonly times: Times }) {
  const t = useTranslations('timeline.figures');
  const format = useFormatter();
  const span = useSpan();
  const highest = Math.max(...SPANS.map((name) => times.all[name].p90 ?? 0));
  const scale = SCALES.find(({ below }) => highest < below) ?? SCALES[2];
  const scaled = (seconds: number | null) => Math.round(((seconds ?? 0) / scale.seconds) * 10) / 10;
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
            label={t('times.chart', { unit: t(`times.units.${scale.unit}`) })}
            series={[
              {
                key: 'median',
                label: `${t('times.median')}, ${t(`times.units.${scale.unit}`)}`,
                colour: 'var(--accent)',
              },
              {
                key: 'p90',
                label: `${t('times.p90')}, ${t(`times.units.${scale.unit}`)}`,
                colour: 'var(--line-strong)',
              },
            ]}
            points={SPANS.map((name) => ({
              label: t(`times.${name}`),
              median: scaled(times.all[name].median),
              p90: scaled(times.all[name].p90),
            }))}
          />
        </div>
      )}
    </ChartSection>
  );
}
