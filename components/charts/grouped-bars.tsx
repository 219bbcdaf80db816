'use client';

import { Bar, BarChart } from 'recharts';
import { ChartAxes, ChartFrame } from '@/components/charts/chart-frame';
import { FRAME, type Point, type Series } from '@/components/charts/series';

type Props<K extends string> = {
  /** What the picture shows, for whoever does not see it. */
  readonly label: string;
  readonly series: readonly Series<K>[];
  readonly points: readonly Point<K>[];
};

/** Amounts side by side, one group a point in time. */
export function GroupedBars<K extends string>({ label, series, points }: Props<K>) {
  return (
    <ChartFrame label={label} series={series}>
      <BarChart data={[...points]} {...FRAME} barGap={1} barCategoryGap="25%">
        <ChartAxes series={series} />
        {series.map(({ key, colour }) => (
          <Bar key={key} dataKey={key} fill={colour} isAnimationActive={false} />
        ))}
      </BarChart>
    </ChartFrame>
  );
}
