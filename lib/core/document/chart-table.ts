import type { Block, Chart } from '@/lib/core/document/types';

/** What a drawing is drawn from, as a table. */
export function chartTable({ label, axis, series, points }: Chart): Extract<Block, { kind: 'table' }> {
  return {
    kind: 'table',
    label,
    head: [axis, ...series.map(({ name }) => name)],
    rows: points.map(({ name, shown }) => [name, ...shown]),
    widths: [2, ...series.map(() => 1)],
    numeric: series.map((_, index) => index + 1),
  };
}
