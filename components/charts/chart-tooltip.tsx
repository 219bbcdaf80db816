'use client';

import { useFormatter } from 'next-intl';
import { Tooltip, type TooltipContentProps } from 'recharts';
import type { Series } from '@/components/charts/series';

/** What the pointer is over: the label and each series, as in the legend. */
export function ChartTooltip({ series }: { readonly series: readonly Series[] }) {
  const format = useFormatter();
  const content = ({ active, label, payload }: TooltipContentProps) => {
    if (!active || !payload?.length) return null;
    const shown = series.flatMap((one) => {
      const value = payload.find(({ dataKey }) => dataKey === one.key)?.value;
      return value === undefined || value === null ? [] : [{ ...one, value: Number(value) }];
    });
    return (
      <div className="rounded-md border border-line bg-surface px-2.5 py-1.5 text-xs shadow-lg">
        <p className="mb-1 text-muted">{label}</p>
        {shown.map(({ key, label: name, colour, value }) => (
          <p key={key} className="flex items-center justify-between gap-4">
            <span className="flex items-center gap-1.5">
              <span aria-hidden className="size-2 rounded-sm" style={{ background: colour }} />
              {name}
            </span>
            <span>{format.number(value)}</span>
          </p>
        ))}
      </div>
    );
  };
  return (
    <Tooltip
      content={content}
      isAnimationActive={false}
      cursor={{ stroke: 'var(--line-strong)', fill: 'var(--hover)' }}
    />
  );
}
