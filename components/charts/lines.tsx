'use client';

import { Line, LineChart } from 'recharts';
import { ChartAxes, ChartFrame } from '@/components/charts/chart-frame';
import { FRAME, type Series } from '@/components/charts/series';

type Props = {
  /** What the picture shows, for whoever does not see it. */
  readonly label: string;
  readonly series: readonly Series[];
  /** Null is a gap. */
  readonly points: readonly ({ readonly label: string } & Readonly<Record<string, number | string | null>>)[];
};

/** Amounts over time that do not add up. */
export function Lines({ label, series, points }: Props) {
  return (
    <ChartFrame label={label} series={series}>
      <LineChart data={[...points]} {...FRAME}>
        <ChartAxes series={series} />
        {series.map(({ key, colour }) => (
          <Line
            key={key}
            dataKey={key}
            type="linear"
            stroke={colour}
            strokeWidth={2}
            dot={false}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ChartFrame>
  );
}
