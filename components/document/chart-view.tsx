import { GroupedBars } from '@/components/charts/grouped-bars';
import { Lines } from '@/components/charts/lines';
import type { Series } from '@/components/charts/series';
import { StackedArea } from '@/components/charts/stacked-area';
import type { Chart } from '@/lib/core/document/types';

type Key = `s${number}`;

const seriesOf = ({ series }: Chart): Series<Key>[] =>
  series.map(({ name, tone }, index) => ({
    key: `s${index}` as const,
    label: name,
    colour: tone === 'neutral' ? 'var(--line-strong)' : `var(--${tone})`,
  }));

const amounts = (values: readonly (number | null)[]): Readonly<Record<Key, number>> =>
  Object.fromEntries(values.map((value, index) => [`s${index}`, value ?? 0]));
const gaps = (values: readonly (number | null)[]) =>
  Object.fromEntries(values.map((value, index) => [`s${index}`, value]));

/** A drawing of a document, by the same charts as everywhere. */
export function ChartView({ chart }: { readonly chart: Chart }) {
  const { shape, alt, points } = chart;
  if (shape === 'shares') return <Shares chart={chart} />;
  const series = seriesOf(chart);
  if (shape === 'line') {
    return (
      <Lines
        label={alt}
        series={series}
        points={points.map(({ name, values }) => ({ ...gaps(values), label: name }))}
      />
    );
  }
  const filled = points.map(({ name, values }) => ({ ...amounts(values), label: name }));
  return shape === 'stack' ? (
    <StackedArea label={alt} series={series} points={filled} />
  ) : (
    <GroupedBars label={alt} series={series} points={filled} />
  );
}

/** One bar across for each point, the amounts in words below it. */
function Shares({ chart }: { readonly chart: Chart }) {
  const series = seriesOf(chart);
  return (
    <ul className="my-2 flex flex-col gap-2">
      {chart.points.map(({ name, values, shown }) => {
        const all = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
        const parts = series.flatMap(({ key, label, colour }, index) =>
          values[index] ? [{ key, colour, share: values[index] / all, text: `${label} ${shown[index]}` }] : [],
        );
        return (
          <li key={name} className="grid gap-x-3 sm:grid-cols-[12rem_1fr]">
            <span>{name}</span>
            <span className="min-w-0">
              <span aria-hidden className="flex h-2 overflow-hidden rounded bg-hover">
                {parts.map(({ key, colour, share }) => (
                  <span key={key} style={{ width: `${share * 100}%`, background: colour }} />
                ))}
              </span>
              <span className="text-muted text-xs tabular-nums">{parts.map(({ text }) => text).join(' · ')}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
