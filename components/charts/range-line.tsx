'use client';

import { Area, ComposedChart, Line } from 'recharts';
import { ChartAxes, ChartFrame } from '@/components/charts/chart-frame';
import { FRAME, type Series } from '@/components/charts/series';

type Key = 'value' | 'low' | 'high';
/** A known amount, or the range in which one is expected. The last known one has both, so that they meet. */
export type RangePoint = { readonly label: string } & Readonly<Record<Key, number | null>>;

type Props = {
  /** What the picture shows, for whoever does not see it. */
  readonly label: string;
  readonly series: readonly Series<Key>[];
  readonly points: readonly RangePoint[];
};

const rangeOf = ({ low, high }: RangePoint) => (low === null || high === null ? null : [low, high]);

/** An amount over time, and ahead the range in which it is expected. */
export function RangeLine({ label, series, points }: Props) {
  return (
    <ChartFrame label={label} series={series}>
      <ComposedChart data={[...points]} {...FRAME}>
        <ChartAxes series={series} />
        <Area
          dataKey={rangeOf}
          type="linear"
          stroke="none"
          fill="var(--accent)"
          fillOpacity={0.2}
          isAnimationActive={false}
        />
        {series.map(({ key, colour }) => (
          <Line
            key={key}
            dataKey={key}
            type="linear"
            stroke={colour}
            strokeWidth={key === 'value' ? 2 : 1}
            strokeDasharray={key === 'value' ? undefined : '4 3'}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        ))}
      </ComposedChart>
    </ChartFrame>
  );
}
