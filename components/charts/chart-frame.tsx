'use client';

import type { ReactElement } from 'react';
import { CartesianGrid, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { ChartTooltip } from '@/components/charts/chart-tooltip';
import { Legend } from '@/components/charts/legend';
import { AXIS, type Series } from '@/components/charts/series';

type Props = {
  /** What the picture shows, for whoever does not see it. */
  readonly label: string;
  /** In the order of the picture from top to bottom. */
  readonly series: readonly Series[];
  readonly children: ReactElement;
};

/** The box that a chart fills, with its series in words below. */
export function ChartFrame({ label, series, children }: Props) {
  return (
    <>
      <div role="img" aria-label={label} className="h-52 overflow-hidden">
        <ResponsiveContainer initialDimension={{ width: 560, height: 208 }}>{children}</ResponsiveContainer>
      </div>
      <Legend series={series} />
    </>
  );
}

/** What every chart over time has: lines to read amounts by, the axes, and what the pointer is over. */
export function ChartAxes({ series }: Pick<Props, 'series'>) {
  return (
    <>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis dataKey="label" {...AXIS} minTickGap={24} />
      <YAxis {...AXIS} width="auto" allowDecimals={false} />
      <ChartTooltip series={series} />
    </>
  );
}
