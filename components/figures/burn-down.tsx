'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { ChartSection } from '@/components/charts/chart-section';
import { RangeLine, type RangePoint } from '@/components/charts/range-line';
import { useDays } from '@/components/figures/use-days';
import { Table, Td, Th } from '@/components/ui/table';
import type { FlowFigures, Forecast } from '@/lib/figures/types';

function useLead(forecast: Forecast | null): string {
  const t = useTranslations('figures.burnDown');
  const days = useDays();
  const last = forecast?.points.at(-1);
  if (!forecast || !last) return t('unknown');
  const { earliest, latest } = forecast.done;
  const range = t('lead', { low: last.low, high: last.high, day: days.whole(last.day) });
  const done = earliest
    ? latest
      ? t('doneBetween', { earliest: days.whole(earliest), latest: days.whole(latest) })
      : t('doneFrom', { earliest: days.whole(earliest) })
    : t('notDone');
  return `${range} ${done}`;
}

/** What was open, and the range in which it is expected to go on. */
export function BurnDown({ flow: { points, forecast } }: { readonly flow: FlowFigures }) {
  const t = useTranslations('figures.burnDown');
  const format = useFormatter();
  const days = useDays();
  const lead = useLead(forecast);
  const known = points.map(({ day, open }, index): RangePoint => {
    const meets = forecast !== null && index === points.length - 1 ? open : null;
    return { label: days.short(day), value: open, low: meets, high: meets };
  });
  const ahead = (forecast?.points ?? []).map(
    ({ day, low, high }): RangePoint => ({ label: days.short(day), value: null, low, high }),
  );
  return (
    <ChartSection
      title={t('title')}
      lead={lead}
      table={
        forecast && (
          <Table label={t('title')}>
            <thead>
              <tr>
                <Th>{t('weekTo')}</Th>
                <Th numeric>{t('low')}</Th>
                <Th numeric>{t('high')}</Th>
              </tr>
            </thead>
            <tbody>
              {forecast.points.map(({ day, low, high }) => (
                <tr key={day}>
                  <Td>{days.whole(day)}</Td>
                  <Td numeric>{format.number(low)}</Td>
                  <Td numeric>{format.number(high)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )
      }
    >
      <RangeLine
        label={t('title')}
        series={[
          { key: 'value', label: t('open'), colour: 'var(--text)' },
          ...(forecast
            ? ([
                { key: 'high', label: t('high'), colour: 'var(--accent)' },
                { key: 'low', label: t('low'), colour: 'var(--accent)' },
              ] as const)
            : []),
        ]}
        points={[...known, ...ahead]}
      />
      {forecast && <p className="mt-1 text-muted text-xs">{t('method', { weeks: forecast.weeks })}</p>}
    </ChartSection>
  );
}
