'use client';

import { Area, AreaChart } from 'recharts';
import { ChartAxes, ChartFrame } from '@/components/charts/chart-frame';
import { FRAME, type Point, type Series } from '@/components/charts/series';

type Props<K extends string> = {
  /** What the picture shows, for whoever does not see it. */
  readonly label: string;
  /** Bottom of the stack first. */
  readonly series: readonly Series<K>[];
  readonly points: readonly Point<K>[];
};

/** Amounts over time that add up. */
export function StackedArea<K extends string>({ label, series, points }: Props<K>) {
  const topFirst = [...series].reverse();
  return (
    <ChartFrame label={label} series={topFirst}>
      <AreaChart data={[...points]} {...FRAME}>
        <ChartAxes series={topFirst} />
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
    </ChartFrame>
  );
}
