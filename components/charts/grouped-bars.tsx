'use client';

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { ChartTooltip } from '@/components/charts/chart-tooltip';
import { Legend } from '@/components/charts/legend';
import { AXIS, FRAME, type Point, type Series } from '@/components/charts/series';

type Props<K extends string> = {
  /** What the picture shows, for whoever does not see it. */
  readonly label: string;
  readonly series: readonly Series<K>[];
  readonly points: readonly Point<K>[];
};

/** Amounts side by side, one group a point in time. */
export function GroupedBars<K extends string>({ label, series, points }: Props<K>) {
  return (
    <>
      <div role="img" aria-label={label} className="h-52 overflow-hidden">
        <ResponsiveContainer initialDimension={{ width: 560, height: 208 }}>
          <BarChart data={[...points]} {...FRAME} barGap={1} barCategoryGap="25%">
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="label" {...AXIS} minTickGap={24} />
            <YAxis {...AXIS} width="auto" allowDecimals={false} />
            <ChartTooltip series={series} />
            {series.map(({ key, colour }) => (
              <Bar key={key} dataKey={key} fill={colour} isAnimationActive={false} />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <Legend series={series} />
    </>
  );
}
