'use client';

import { Area, AreaChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { ChartTooltip } from '@/components/charts/chart-tooltip';
import { Legend } from '@/components/charts/legend';
import { AXIS, FRAME, type Point, type Series } from '@/components/charts/series';

type Props<K extends string> = {
  /** What the picture shows, for whoever does not see it. */
  readonly label: string;
  /** Bottom of the stack first. */
  readonly series: readonly Series<K>[];
  readonly points: readonly Point<K>[];
};

/** Amounts over time that add up. */
export function StackedArea<K extends string>({ label, series, points }: Props<K>) {
  return (
    <>
      <div role="img" aria-label={label} className="h-52 overflow-hidden">
        <ResponsiveContainer initialDimension={{ width: 560, height: 208 }}>
          <AreaChart data={[...points]} {...FRAME}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="label" {...AXIS} minTickGap={24} />
            <YAxis {...AXIS} width="auto" allowDecimals={false} />
            <ChartTooltip series={[...series].reverse()} />
            {series.map(({ key, colour }) => (
              <Area
                key={key}
                dataKey={key}
                type="linear"
                stackId="all"
                stroke={colour}
                fill={colour}
                fillOpacity={0.75}
                isAnimationActive={false}
              />
            ))}
          </AreaChart>
        </ResponsiveContainer>
      </div>
      <Legend series={[...series].reverse()} />
    </>
  );
}
